/** Writes the parts of the documentation that are derived from the code. */
import { writeFileSync } from 'node:fs';
import { writeSection } from '../../bench/proof-section.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { cliReference } from './cli.ts';
import { configurationTypes } from './configuration-types.ts';
import { figures } from './figures.ts';
import { describedJsonSchema } from './json-schema.ts';
import { keysOf } from './key-list.ts';
import { reference } from './reference.ts';
import { sampleAlert } from './sample-alert.ts';

writeFileSync('docs/alerter.schema.json', `${JSON.stringify(describedJsonSchema(deploymentSchema), null, 2)}\n`);
writeSection('docs/configuration.md', 'keys', ['', ...reference(keysOf(deploymentSchema)), '']);
for (const [name, text] of Object.entries(configurationTypes(deploymentSchema))) {
  writeFileSync(`config/form/${name}`, text);
}
writeSection('docs/cli.md', 'commands', ['', ...(await cliReference())]);
writeSection('README.md', 'figures', ['', ...figures(), '']);
writeSection('README.md', 'sample', ['', ...sampleAlert(), '']);
process.stdout.write(
  'written: docs/alerter.schema.json, config/form/, parts of docs/configuration.md, docs/cli.md and README.md\n',
);
