import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsOf } from '../../core/base/json.ts';

/** The version of this program, as its package.json says. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  return String(fieldsOf(manifest)['version']);
}
