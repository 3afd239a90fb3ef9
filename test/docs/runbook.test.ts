import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../core/rules/registry.ts';
import { alarmDescription, alarms } from '../../lib/alarms.ts';
import { operationsNotice } from '../../check/operations-notice.ts';
import { givenTemplate } from '../lib/given-stack.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
const [, ...parts] = text.split(/^## /m);
const sections = new Map(
  parts.map((part) => {
    const [, ...chapters] = part.split(/^### /m);
    const named = chapters.map((chapter) => [chapter.slice(0, chapter.indexOf('\n')), chapter] as const);
    return [part.slice(0, part.indexOf('\n')), new Map(named)];
  }),
);
const chaptersOf = (section: string): ReadonlyMap<string, string> => sections.get(section) ?? new Map<string, string>();

describe('the runbook', () => {
  test('has a heading for each alarm, and no other', () => {
    expect([...chaptersOf('Alarms').keys()]).toEqual(Object.keys(alarms));
  });

  test('has a heading for each kind of notice, and no other', () => {
    expect([...chaptersOf('Notices of the self-check').keys()]).toEqual([
      'unchecked-workspace',
      'blind-workspace',
      'missing-recipients',
    ]);
  });

  test('has a heading for each kind of incident, and no other', () => {
    expect([...chaptersOf('Alerts').keys()].sort()).toEqual([...incidentKinds].sort());
  });

  test.each([...chaptersOf('Alarms'), ...chaptersOf('Notices of the self-check'), ...chaptersOf('Alerts')])(
    'says of %s what it means, how to look, what to do, and when it resolves',
    (_heading, chapter) => {
      for (const part of ['**What it means.**', '**How to look', 'hat to do.**', '**Resolves when**']) {
        expect(chapter).toContain(part);
      }
    },
  );

  test('links only to headings of its own', () => {
    const headings = [...sections.values()].flatMap((chapters) => [...chapters.keys()]);
    const targets = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
    expect(targets.filter((target) => !headings.includes(target ?? ''))).toEqual([]);
  });

  test('uses outputs that the stack has', () => {
    const outputs = givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { slack: { webhook: /chat/ops } }
statusPage: true
`).findOutputs('*');
    const used = [...text.matchAll(/\$\(output (\w+)\)/g)].map(([, name]) => name ?? '');
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !(name in outputs))).toEqual([]);
  });
});

const alarmNames = Object.keys(alarms).filter((name): name is keyof typeof alarms => name in alarms);
const headingOf = (file: string, heading: string): boolean =>
  readFileSync(join(root, file), 'utf8').includes(`\n### ${heading}\n`);

describe.each(alarmNames)('the text of the alarm %s', (name) => {
  test('names the file and the heading where there is more', () => {
    const [, file = '', heading = ''] = /\nRunbook: (\S+), under "(\S+)"$/.exec(alarmDescription(name, null)) ?? [];
    expect(headingOf(file, heading)).toBe(true);
  });

  test('links there where the pages have a URL, and fits into an alarm', () => {
    const docsUrl = `https://git.example.com/${'x'.repeat(276)}`;
    const description = alarmDescription(name, docsUrl);
    expect(description).toMatch(new RegExp(`\nRunbook: ${docsUrl}/runbook\\.md#${name}$`));
    expect(description.length).toBeLessThan(1024);
  });
});

test('the self-check names headings that the runbook has', () => {
  const silent = { isUnchecked: true, blindness: null, hasChanged: true, lastCheck: null };
  const blindness = { outcome: 'timeout', seenAt: null } as const;
  const notice = operationsNotice(
    {
      isDaily: true,
      progress: [
        { workspace: { name: 'production', everySeconds: 60 }, ...silent },
        { workspace: { name: 'staging', everySeconds: 60 }, ...silent, isUnchecked: false, blindness },
      ],
      missing: [{ topic: 'alerts', recipient: { protocol: 'email', endpoint: 'a', name: 'a' }, advice: 'gone' }],
      unknown: [],
    },
    { stack: 'RocketChatAlerter', docsUrl: null },
  );
  const named = [...(notice?.text ?? '').matchAll(/Runbook: (\S+), under "(\S+)"/g)];
  expect(named).toHaveLength(3);
  for (const [, file = '', heading = ''] of named) expect(headingOf(file, heading)).toBe(true);
});
