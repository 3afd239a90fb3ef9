import type { AlertObject } from './alert-object.ts';

/** Only a name that a shell takes as it stands. */
const plainName = /^[\w.-]+$/;

/** The command that holds back more of the kind, for the reader of an alert that tells of something new; else null. */
export const silencingOf = ({ test, workspace, groups }: AlertObject): string | null =>
  !test && plainName.test(workspace) && groups.some(({ change }) => change === 'opened')
    ? `npm run -s alerter -- silence add --workspace ${workspace} --for 2h --reason "..."`
    : null;
