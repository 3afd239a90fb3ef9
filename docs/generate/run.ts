/** What is said of `alerter.yaml` in other places, written anew from its schema and docs/generate/keys/. */
import { writeFileSync } from 'node:fs';
import { writeSection } from '../../bench/proof-section.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { describedJsonSchema } from './json-schema.ts';
import { keysOf } from './key-list.ts';
import { reference } from './reference.ts';

writeFileSync('docs/alerter.schema.json', `${JSON.stringify(describedJsonSchema(deploymentSchema), null, 2)}\n`);
writeSection('docs/configuration.md', 'keys', ['', ...reference(keysOf(deploymentSchema)), '']);
process.stdout.write('docs/alerter.schema.json and the tables of docs/configuration.md say what the schema says\n');
