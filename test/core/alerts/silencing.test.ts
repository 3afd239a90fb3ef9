import { describe, expect, test } from '@jest/globals';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import { detailsOf } from '../../../core/alerts/details.ts';
import { unknownOrigin } from '../../../core/alerts/origin.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import { slackMessage } from '../../../core/alerts/renderings/slack.ts';
import { silenceCommandOf } from '../../../core/alerts/silence-command.ts';
import { plainContext } from '../../../core/alerts/text-context.ts';

const exampleOf = (name: string) => {
  const alert = exampleAlerts[name];
  if (alert === undefined) throw new Error(`there is no example ${name}`);
  return alert;
};
const opening = exampleOf('disappeared.opened');
const command =
  'npm run -s alerter -- silence add --workspace production --for 2h --reason "..." --stack RocketChatAlerter';

describe('the command that silences', () => {
  test('comes with what is new, for the stack that sent it', () => {
    expect(silenceCommandOf(opening, exampleOrigin)).toBe(command);
    expect(emailOf(opening, exampleOrigin).split('\n')).toContain(`Mute for 2 h: ${command}`);
    expect(JSON.stringify(slackMessage(alertObject(opening, exampleOrigin)).blocks)).toContain(
      '--workspace production',
    );
  });

  test.each(['disappeared.reminder', 'disappeared.resolved-returned'])('does not come with %s', (name) => {
    expect(silenceCommandOf(exampleOf(name), exampleOrigin)).toBeNull();
  });

  test('does not come with a test, or of a workspace whose name a shell would not take as it stands', () => {
    expect(silenceCommandOf({ ...opening, isTest: true }, exampleOrigin)).toBeNull();
    expect(silenceCommandOf({ ...opening, workspace: '$(reboot)' }, exampleOrigin)).toBeNull();
  });

  test('does not come from a watch on this machine, whose store no other command can open', () => {
    expect(emailOf(opening, unknownOrigin)).not.toContain('silence');
    expect(JSON.stringify(slackMessage(alertObject(opening, unknownOrigin)))).not.toContain('silence');
  });
});

test('an opening that was held back says so, and no other', () => {
  const heldBack = 'muted until now';
  const saying = Object.entries(exampleAlerts).filter(([, { changes, takenAt }]) =>
    changes.some((change) => detailsOf(change, plainContext(takenAt)).includes(heldBack)),
  );
  expect(saying.map(([name]) => name)).toEqual(['disappeared.opened-after-silence']);
});
