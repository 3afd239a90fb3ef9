import { describe, expect, test } from '@jest/globals';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { slackMessage } from '../../../core/alerts/renderings/slack.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import { unknownOrigin } from '../../../core/alerts/origin.ts';
import { givenAlert, opened, ago } from './given.ts';

const alert = exampleAlerts['disappeared.opened'] ?? givenAlert([]);
const console = 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1';

describe('the links of an alert', () => {
  const { links, groups } = alertObject(alert, exampleOrigin);

  test('lead to the workspace, and to dashboard and log at the time of the incident', () => {
    const [from, until] = [Date.parse('2026-11-21T18:20:00.000Z'), Date.parse('2026-11-21T20:21:00.000Z')];
    expect(links).toEqual({
      workspace: 'https://chat.example.com',
      dashboard: `${console}#dashboards/dashboard/RocketChatAlerter-eu-central-1?start=2026-11-21T18:20:00.000Z&end=2026-11-21T20:21:00.000Z`,
      log: `${console}#logsV2:log-groups/log-group/$252Faws$252Flambda$252FRocketChatAlerter-Check/log-events$3Fstart$3D${from}$26end$3D${until}`,
    });
  });

  test('lead to the heading of the runbook about the kind', () => {
    expect(groups.map(({ runbook }) => runbook)).toEqual([
      'https://git.example.com/rocketchat-alerter/blob/main/docs/runbook.md#disappeared',
    ]);
  });

  test('are in the mail one a line, and behind their names in a chat', () => {
    expect(emailOf(alert, exampleOrigin)).toContain('\nWorkspace: https://chat.example.com\nRunbook: https://');
    const { text, blocks } = slackMessage(alertObject(alert, exampleOrigin));
    for (const chat of [text, JSON.stringify(blocks)]) {
      expect(chat).toContain('<https://chat.example.com|Workspace> · <https://');
      expect(chat).toContain('docs/runbook.md#disappeared|Runbook>');
    }
  });

  test('are left out where the alerter does not know where it is', () => {
    const object = alertObject(alert, unknownOrigin);
    expect(object).not.toHaveProperty('links');
    expect(emailOf(alert, unknownOrigin)).not.toContain('http');
  });

  test('cannot be ended by what is in them', () => {
    const workspaceUrl = 'https://chat.example.com/a>b|c)d';
    const { text } = slackMessage(alertObject(alert, { ...exampleOrigin, workspaceUrl }));
    expect(text).toContain('<https://chat.example.com/a%3Eb%7Cc');
  });
});

test('times are in the time zone of the readers, too', () => {
  const email = emailOf(alert, { ...exampleOrigin, timeZone: 'Europe/Berlin' });
  expect(email).toContain('Since 19:20 UTC (20:20 CET).');
  expect(email).toContain('it closes 22 Nov 19:20 UTC (22 Nov 20:20 CET)');
});

test('an instance that is cut off is said not to be connected to the others by their places', () => {
  const email = emailOf(exampleAlerts['disconnected.opened'] ?? givenAlert([]), exampleOrigin);
  expect(email).toContain('10.0.1.3:3000 is not connected to 10.0.1.4:3000 and 10.0.1.5:3000.');
});

describe('an incident that another one goes on with', () => {
  const update = exampleAlerts['unauthorized.opened-update'] ?? givenAlert([]);

  test('is in the section of that one', () => {
    const email = emailOf(update, exampleOrigin);
    expect(email).toContain('Since 19:20 UTC. Before: unreachable from 19:09 UTC to 19:20 UTC.');
    expect(email).not.toContain('RESOLVED');
  });

  test('stays a change of its own for machines', () => {
    const { changes } = alertObject(update, exampleOrigin);
    expect(changes.map(({ change, kind, reason }) => [change, kind, reason])).toEqual([
      ['opened', 'unauthorized', null],
      ['resolved', 'unreachable', 'superseded'],
    ]);
    expect(changes[0]?.updates).toEqual([changes[1]?.incident]);
  });

  test('of another instance is none', () => {
    const loss = opened({ kind: 'disappeared', lastSeenAt: ago(120) });
    const [end] = update.changes.filter(({ reason }) => reason !== null);
    const alertOfBoth = givenAlert(end === undefined ? [] : [loss, end]);
    expect(alertObject(alertOfBoth).changes[0]).not.toHaveProperty('updates');
  });
});
