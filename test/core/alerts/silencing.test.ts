import { describe, expect, test } from '@jest/globals';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { detailsOf } from '../../../core/alerts/details.ts';
import { emailFrom, localText } from '../../../core/alerts/renderings/email.ts';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import { localSlackMessage, slackMessage } from '../../../core/alerts/renderings/slack.ts';
import { silencingOf } from '../../../core/alerts/silence-command.ts';

const exampleOf = (name: string) => {
  const alert = exampleAlerts[name];
  if (alert === undefined) throw new Error(`there is no example ${name}`);
  return alert;
};
const opening = exampleOf('disappeared.opened');
const command = 'npm run -s alerter -- silence add --workspace production --for 2h --reason "..."';

describe('how to silence', () => {
  test('is told where something new is', () => {
    expect(silencingOf(alertObject(opening))).toBe(command);
    expect(emailFrom(alertObject(opening)).split('\n')).toContain(`  ${command}`);
    expect(JSON.stringify(slackMessage(alertObject(opening)).blocks)).toContain('--workspace production');
  });

  test.each(['disappeared.reminder', 'disappeared.resolved-returned'])('is not told of %s', (name) => {
    expect(silencingOf(alertObject(exampleOf(name)))).toBeNull();
  });

  test('is not told by a test, or of a workspace whose name a shell would not take as it stands', () => {
    expect(silencingOf(alertObject({ ...opening, isTest: true }))).toBeNull();
    expect(silencingOf(alertObject({ ...opening, workspace: '$(reboot)' }))).toBeNull();
  });

  test('is not told by a watch on this machine, whose store no other command can open', () => {
    expect(localText(opening)).not.toContain('silence');
    expect(JSON.stringify(localSlackMessage(alertObject(opening)))).not.toContain('silence');
  });
});

test('an opening that was held back says so, and no other', () => {
  const heldBack = 'not sent until now';
  const saying = Object.entries(exampleAlerts).filter(([, { changes, takenAt }]) =>
    changes.some((change) => detailsOf(change, takenAt, new Map()).includes(heldBack)),
  );
  expect(saying.map(([name]) => name)).toEqual(['disappeared.opened-after-silence']);
});
