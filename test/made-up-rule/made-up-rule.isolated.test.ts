import './crowded-in-list.ts';
import { describe, expect, test } from '@jest/globals';
import { toJsonSchema } from '@valibot/to-json-schema';
import { fromItem, toItem } from '../../adapters/dynamodb/item.ts';
import { renderings } from '../../cli/alerts/renderings.ts';
import { exampleAlerts } from '../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../cli/examples/given.ts';
import { readCheckEvent, type WatchedWorkspace } from '../../config/check-event.ts';
import { readConfiguration } from '../../config/load.ts';
import { deploymentSchema } from '../../config/schema.ts';
import { alertObjectSchema } from '../../core/alerts/alert-schema.ts';
import { defaultRules, type Rules, settingsIn } from '../../core/rules/registry.ts';
import { describedJsonSchema } from '../../docs/generate/json-schema.ts';
import { keysOf } from '../../docs/generate/key-list.ts';
import { reference } from '../../docs/generate/reference.ts';
import { runningAlerts } from '../cli/running-alerts.ts';
import { fresh, Story } from '../core/story.ts';
import { crowded } from './crowded.ts';

/* To add a rule is to write its file and its line in core/rules/list.ts: all the rest derives from that list. */

const workspaces = 'workspaces: [{ name: production, url: https://chat.example.com }]\n';

const workspaceOf = (rules: string): WatchedWorkspace => {
  const [workspace] = readConfiguration(`${workspaces}rules: ${rules}\n`, 'alerter.yaml').workspaces;
  if (workspace === undefined) throw new Error('there is no workspace');
  return workspace;
};

const rulesOf = (rules: string): Rules => workspaceOf(rules).rules;

describe('alerter.yaml', () => {
  test('may hold the settings of the rule, and gets their defaults without them', () => {
    expect(settingsIn(crowded, defaultRules)).toEqual({
      maxClients: 500,
      resolveAfterSeconds: 120,
      severity: 'warning',
      off: false,
    });
    expect(
      settingsIn(crowded, rulesOf('{ crowded: { maxClients: 800, resolveAfter: 5m, severity: critical } }')),
    ).toEqual({ maxClients: 800, resolveAfterSeconds: 300, severity: 'critical', off: false });
    expect(settingsIn(crowded, rulesOf('{ crowded: off }'))).toMatchObject({ maxClients: 500, off: true });
  });

  test.each([
    ['{ crowded: { maxClients: 0 } }', /rules\.crowded\.maxClients/],
    ['{ crowded: { maxClients: many } }', /rules\.crowded\.maxClients/],
    ['{ crowded: { clients: 800 } }', /clients/],
    [
      '{ crowded: on }',
      /off, which switches the rule off, or a mapping with any of the keys maxClients, resolveAfter, severity/,
    ],
  ])('that says %s is refused', (rules, says) => {
    expect(() => rulesOf(rules)).toThrow(says);
  });

  test('may have maintenance windows for its alerts', () => {
    const window = '{ weekly: sunday 03:00, timeZone: UTC, for: 2h, kinds: [crowded] }';
    const [workspace] = readConfiguration(`${workspaces}maintenance: [${window}]\n`, 'alerter.yaml').workspaces;
    expect(workspace?.maintenance).toMatchObject([{ kinds: ['crowded'] }]);
  });
});

describe('the event of a schedule', () => {
  test('hands over its settings, and gets the defaults where an older one has none', () => {
    const workspace = workspaceOf('{ crowded: { maxClients: 800 } }');
    const handedOver: unknown = JSON.parse(JSON.stringify({ workspace }));
    expect(settingsIn(crowded, readCheckEvent(handedOver).workspace.rules)).toMatchObject({ maxClients: 800 });
    const older = { workspace: { ...workspace, rules: {} } };
    expect(settingsIn(crowded, readCheckEvent(older).workspace.rules)).toMatchObject({ maxClients: 500 });
  });

  test('is refused where they cannot be used', () => {
    const workspace = workspaceOf('{}');
    const event = { workspace: { ...workspace, rules: { ...workspace.rules, crowded: { maxClients: 'many' } } } };
    expect(() => readCheckEvent(event)).toThrow(/workspace\.rules\.crowded\.maxClients/);
  });
});

const busy = { a: { clientConnections: 731 }, b: fresh };
const quiet = { a: fresh, b: fresh };

describe('a check', () => {
  test('opens its incidents, reminds of them, and resolves them', () => {
    const story = new Story();
    expect(story.sees(busy)).toEqual(['opened crowded a']);
    expect(story.seesFor(240, busy).flat()).toEqual(['reminder crowded a']);
    expect(story.seesFor(3, quiet).flat()).toEqual(['resolved crowded a: calmed']);
    expect(story.incidents).toEqual([]);
  });

  test('goes by its settings', () => {
    expect(new Story({ rules: rulesOf('{ crowded: { maxClients: 731 } }') }).sees(busy)).toEqual([]);
    expect(new Story({ rules: rulesOf('{ crowded: off }') }).sees(busy)).toEqual([]);
  });

  test('leaves a snapshot that is read back as it was', () => {
    const story = new Story();
    story.sees(busy);
    const { item } = toItem(story.snapshot, { keepSeconds: 86_400, writer: 'this-run' });
    const read = fromItem(item);
    expect(read).toEqual(story.snapshot);
    expect(read.health.incidents).toMatchObject([{ kind: 'crowded', clients: 731, state: 'open' }]);
    expect(read.alert?.changes).toMatchObject([{ change: 'opened', incident: { kind: 'crowded', clients: 731 } }]);
  });

  test('does not read back an incident without what its kind rests on', () => {
    const story = new Story();
    story.sees(busy);
    const { item } = toItem(story.snapshot, { keepSeconds: 86_400, writer: 'this-run' });
    const [incident] = story.state.incidents;
    expect(() => fromItem({ ...item, incidents: [{ ...incident, clients: 'many' }] })).toThrow(
      'Expected number but received "many"',
    );
  });
});

describe('alerts of it', () => {
  test.each([
    ['email', 'Subject: [production] WARNING crowded: 10.0.1.3:3000, 731 clients'],
    ['email', 'Add an instance, and let the load balancer spread the clients.'],
    ['sms', '[production] WARNING crowded: 10.0.1.3:3000, 731 clients'],
    ['slack', '10.0.1.3:3000 has 731 clients'],
    ['q', '10.0.1.3:3000 has 731 clients'],
    ['json', '"kind": "crowded"'],
  ] as const)('read as %s as its texts say: %s', (reader, text) => {
    const alert = exampleAlerts['crowded.opened'];
    expect(alert && renderings[reader](alert, exampleOrigin)).toContain(text);
  });

  test('end in as many ways as it knows, and by being switched off', () => {
    const names = Object.keys(exampleAlerts).filter((name) => name.startsWith('crowded.'));
    const reasons = ['rule-changed', 'superseded', 'replaced', 'gone', 'calmed'];
    expect(names).toEqual([
      'crowded.opened',
      'crowded.reminder',
      ...reasons.map((reason) => `crowded.resolved-${reason}`),
    ]);
  });

  test('are shown by alerts preview', async () => {
    const { exitCode, stdout } = await runningAlerts(
      'preview',
      '--kind',
      'crowded',
      '--change',
      'opened',
      '--channel',
      'sms',
    );
    expect({ exitCode, stdout: stdout.split('\n\n') }).toEqual({
      exitCode: 0,
      stdout: ['──── crowded.opened as sms', '[production] WARNING crowded: 10.0.1.3:3000, 731 clients', ''],
    });
  });
});

describe('the documentation', () => {
  test('has its keys in the tables of alerter.yaml', () => {
    const lines = reference(keysOf(deploymentSchema)).filter((line) => line.includes('rules.crowded'));
    expect(lines.map((line) => line.split(' | ').slice(2))).toEqual([
      ['', '', 'An instance has more clients than it can serve. |'],
      ['`500`', '`800`', 'So many clients an instance can serve. |'],
      ['`2m`', '`10m`', expect.stringMatching(/^How long the problem must be absent/)],
      [
        '`warning`',
        '`critical`',
        'The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings. |',
      ],
    ]);
  });

  test('has them in the JSON Schema of the file', () => {
    expect(JSON.stringify(describedJsonSchema(deploymentSchema))).toContain('So many clients an instance can serve.');
  });

  test('has its kind and its reasons in the schema of alerts', () => {
    const schema = JSON.stringify(toJsonSchema(alertObjectSchema, { typeMode: 'input', errorMode: 'ignore' }));
    expect(schema).toMatch(/One of [^"]*, crowded;/);
    expect(schema).toMatch(/Why it ended[^"]*, calmed;/);
  });
});
