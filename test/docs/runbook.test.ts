import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../core/rules/registry.ts';
import { alarmDescription, alarms } from '../../lib/alarms.ts';
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

  test('has a heading for each kind of incident, and no other', () => {
    expect([...chaptersOf('Alerts').keys()].sort()).toEqual([...incidentKinds].sort());
  });

  test.each([...chaptersOf('Alarms'), ...chaptersOf('Alerts')])(
    'says of %s what it means, how to look, what to do, and when it is over',
    (_heading, chapter) => {
      for (const part of ['**What it means.**', '**How to look', 'hat to do.**', '**It is over**']) {
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
`).findOutputs('*');
    const used = [...text.matchAll(/\$\(output (\w+)\)/g)].map(([, name]) => name ?? '');
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !(name in outputs))).toEqual([]);
  });
});

test.each(Object.keys(alarms))(
  'the text of the alarm %s fits into an alarm, and its link leads to its heading',
  (name) => {
    const key = Object.keys(alarms).find((each): each is keyof typeof alarms => each === name);
    const description = key === undefined ? '' : alarmDescription(key);
    const [, file = '', heading = ''] = /More: (\S+)#(\S+)$/.exec(description) ?? [];
    expect(description.length).toBeLessThan(1024);
    expect(readFileSync(join(root, file), 'utf8')).toContain(`\n### ${heading}\n`);
  },
);
