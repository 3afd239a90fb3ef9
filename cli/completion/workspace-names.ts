import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isMapping } from '../../config/mapping.ts';

/** The names in a file, however wrong it is otherwise; null where there is nothing to read. */
export function workspaceNames(file: string): readonly string[] | null {
  const content = read(file);
  const workspaces: unknown = isMapping(content) ? content['workspaces'] : null;
  if (!Array.isArray(workspaces)) return null;
  return workspaces.flatMap((workspace: unknown) =>
    isMapping(workspace) && typeof workspace['name'] === 'string' ? [workspace['name']] : [],
  );
}

function read(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    // Somebody is typing a command: that is not the time for complaints.
    return null;
  }
}
