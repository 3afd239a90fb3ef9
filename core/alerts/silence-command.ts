import { type AlertOrigin, commandOf } from './origin.ts';
import type { Alert } from './alert.ts';

/** Only a name that a shell takes as it stands. */
const plainName = /^[\w.-]+$/;

/** The command that mutes the workspace, for the reader of an alert about something new; else null. */
export const silenceCommandOf = ({ isTest, workspace, changes }: Alert, origin: AlertOrigin): string | null =>
  !isTest &&
  origin.deployment !== null &&
  plainName.test(workspace) &&
  changes.some(({ change }) => change === 'opened' || change === 'escalated')
    ? commandOf(`silence add --workspace ${workspace} --for 2h --reason "..."`, origin)
    : null;
