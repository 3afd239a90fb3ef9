import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serviceNames } from '../../adapters/services/registry.ts';
import { credentialsParameter } from '../../config/settings.ts';
import { logFields } from '../../check/log-fields.ts';
import { full } from '../lib/configurations.ts';
import { givenTemplate } from '../lib/given-stack.ts';

/* What pages state about AWS: permissions, metrics, outputs and parameters are those of the code and its templates. */

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(join(folder, name)));
const found = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one = '']) => one)),
];

const services: Readonly<Record<string, string>> = { 'lib-dynamodb': 'dynamodb' };
const documentCalls = new Set(['Get', 'Put', 'Update', 'Delete']);

/** The permissions that the calls of a source need: `dynamodb:PutItem`. */
const actionsOf = (source: string): readonly string[] =>
  [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/(lib-dynamodb|client-[\w-]+)'/g)].flatMap(
    ([, names = '', from = '']) => {
      const service = services[from] ?? from.replace('client-', '');
      return found(names, /(\w+)Command\b/g)
        .filter((call) => source.includes(`new ${call}Command(`))
        .map((call) => `${service}:${documentCalls.has(call) && from === 'lib-dynamodb' ? `${call}Item` : call}`);
    },
  );

const template = givenTemplate(full);
const synthesised = JSON.stringify(template.toJSON());

describe('docs/iam.md', () => {
  const [, operating = ''] = /## To operate\n([\s\S]*?)\n## /.exec(read('docs/iam.md')) ?? [];
  const named = operating
    .split('\n')
    .flatMap((line) => [...line.matchAll(/`(\w+):(\w+\*?)`((?:(?:,| and) `[A-Z]\w+`)*)/g)])
    .flatMap(([, service = '', first = '', more = '']) =>
      [first, ...found(more, /`(\w+)`/g)].map((action) => `${service}:${action}`),
    );
  const ofKeys = (action: string): boolean => action.startsWith('kms:') || action === 'lambda:InvokeFunction';

  test('names for operating only permissions that a command uses', () => {
    const used = new Set([...sourcesIn('cli'), ...sourcesIn('adapters')].flatMap(actionsOf));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((action) => !used.has(action) && !ofKeys(action))).toEqual([]);
  });

  test('names every permission that a command uses', () => {
    // The table of a watch on this machine is no table of AWS.
    const local = ['dynamodb:DescribeTable', 'dynamodb:CreateTable', 'dynamodb:BatchWriteItem'];
    const used = sourcesIn('cli').flatMap(actionsOf);
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((action) => !named.includes(action) && !local.includes(action))).toEqual([]);
  });
});

describe('docs/grafana-cloudwatch.md', () => {
  const page = read('docs/grafana-cloudwatch.md');
  const rows = page.split('\n').filter((line) => line.includes('`AWS/'));

  test('names metrics that the dashboard or an alarm shows, with their dimensions', () => {
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) {
      const names = found(row, /`([\w/]+)`/g).filter((name) => !['CheckFunction', 'ScheduleGroup'].includes(name));
      for (const name of names) expect({ name, isThere: synthesised.includes(name) }).toEqual({ name, isThere: true });
    }
  });

  test('names outputs that the stack has', () => {
    const outputs = Object.keys(template.findOutputs('*'));
    const named = found(page, /the output `(\w+)`/g);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !outputs.includes(name))).toEqual([]);
  });

  test('finds the function of the widget by its name', () => {
    expect(page).toContain('whose name contains `Widget`');
    const functions = Object.keys(template.findResources('AWS::Lambda::Function'));
    expect(functions.filter((name) => name.includes('Widget'))).toHaveLength(1);
  });
});

describe('docs/on-call.md', () => {
  const page = read('docs/on-call.md');

  test('has recipients that a configuration may have', () => {
    const [, recipients = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const text = `workspaces: [{ name: production, url: https://chat.example.com }]\n${recipients}`;
    expect(() => givenTemplate(text)).not.toThrow();
  });

  test('names fields that the alert object has', () => {
    const fields = found(page, /`(?:changes|groups)\[\]\.(\w+)`/g);
    expect(fields).toEqual(expect.arrayContaining(['incident', 'change', 'severity', 'details', 'advice']));
    const schema = read('docs/alert.schema.json');
    expect(fields.filter((field) => !schema.includes(`"${field}": {`))).toEqual([]);
  });

  test('filters by message attributes that alerts have', () => {
    const [, attributes = ''] = /message attributes ([^.]*)\./.exec(page) ?? [];
    const source = read('adapters/sns/sns-message.ts');
    expect(found(attributes, /`(\w+)`/g).filter((name) => !source.includes(`${name}: `))).toEqual([]);
  });
});

describe('other pages', () => {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));

  test('name the parameter of a workspace as the alerter does', () => {
    expect(read('docs/run-locally.md')).toContain(`\`${credentialsParameter('production')}\``);
    const named = pages.flatMap((name) => found(read(`docs/${name}`), /[ `](\/rocketchat-alerter\/[\w-]+)/g));
    const others = ['slack', 'production-heartbeat', 'oncall', 'teams', ...serviceNames];
    const known = ['production', ...others].map(credentialsParameter);
    expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('search the log for fields that it has', () => {
    expect(read('docs/runbook.md')).toContain(`logs 5m | grep ${logFields.waitingSeconds}`);
    expect(read('lambda/check/handler.ts')).toContain("'heartbeat not taken'");
    expect(read('docs/heartbeat.md')).toContain('`heartbeat not taken`');
  });
});
