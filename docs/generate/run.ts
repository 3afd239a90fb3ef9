/** What is said of `alerter.yaml` in other places, written anew from its schema and docs/generate/keys/. */
import { writeFileSync } from 'node:fs';
import { writeSection } from '../../bench/proof-section.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { configurationTypes } from './configuration-types.ts';
import { describedJsonSchema } from './json-schema.ts';
import { keysOf } from './key-list.ts';
import { reference } from './reference.ts';

writeFileSync('docs/alerter.schema.json', `${JSON.stringify(describedJsonSchema(deploymentSchema), null, 2)}\n`);
writeSection('docs/configuration.md', 'keys', ['', ...reference(keysOf(deploymentSchema)), '']);
for (const [name, text] of Object.entries(configurationTypes(deploymentSchema))) {
  writeFileSync(`config/form/${name}`, text);
}
process.stdout.write(
  'docs/alerter.schema.json, the tables of docs/configuration.md and config/form/ say what the schema says\n',
);
