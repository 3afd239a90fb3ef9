import type { KeyText, KeyTexts } from './key-text.ts';
import { alertKeys } from './keys/alerts.ts';
import { maintenanceKeys } from './keys/maintenance.ts';
import { otherKeys } from './keys/others.ts';
import { ruleKeys } from './keys/rules.ts';
import { workspaceKeys } from './keys/workspaces.ts';

/** The documentation of every key of `alerter.yaml`, in the order of the reference. */
export const keyTexts: KeyTexts = { ...workspaceKeys, ...ruleKeys, ...maintenanceKeys, ...alertKeys, ...otherKeys };

/** The rules and windows of a workspace have the keys of those of the whole file. */
export const sharedPath = (path: string): string => path.replace(/^workspaces\.(?=(rules|maintenance)\.)/, '');

/** @throws Error that says where to write it, for a key without documentation. */
export const textOf = (path: string): KeyText => {
  const text = keyTexts[sharedPath(path)];
  if (text !== undefined) return text;
  throw new Error(`the key ${path} is not documented: add it to docs/generate/keys/, and run npm run docs`);
};
