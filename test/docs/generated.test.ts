import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { readSection } from '../../bench/proof-section.ts';
import { cliReference } from '../../docs/generate/cli.ts';
import { figures } from '../../docs/generate/figures.ts';
import { sampleAlert } from '../../docs/generate/sample-alert.ts';
import { eventsOf } from '../../examples/pagerduty.ts';
import type { AlertObject } from '../../core/alerts/alert-object.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import { exampleAlerts } from '../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../cli/examples/given.ts';
import { full } from '../lib/configurations.ts';
import { givenTemplate } from '../lib/given-stack.ts';

const root = join(import.meta.dirname, '../..');
const sectionOf = (file: string, name: string): string | null => readSection(join(root, file), name);
const inStep = 'as the code says';
/** Texts of many lines are compared without being printed. */
const compared = (documented: string | null, lines: readonly string[]): string =>
  documented === lines.join('\n').trim() ? inStep : 'not as the code says: run `npm run docs`';

describe('the documentation', () => {
  test('has every command as its help prints it', async () => {
    const reference = await cliReference();
    for (const heading of ['### check', '### silence add', '### credentials set-webhook']) {
      expect(reference).toContain(heading);
    }
    expect(compared(sectionOf('docs/cli.md', 'commands'), reference)).toBe(inStep);
  });

  test('shows an alert in README.md as it is sent', () => {
    expect(compared(sectionOf('README.md', 'sample'), sampleAlert())).toBe(inStep);
  });

  test('has the figures of docs/proof.md in README.md', () => {
    const proof = sectionOf('docs/proof.md', 'detection') ?? '';
    expect(compared(sectionOf('README.md', 'figures'), figures(proof))).toBe(inStep);
  });

  test('refuses figures that docs/proof.md does not have', () => {
    expect(() => figures('5 scenarios in 10 runs')).toThrow('docs/proof.md has no');
  });

  test('lists in docs/iam.md every type of resource that a deployment creates', () => {
    const resources = v.parse(
      v.record(v.string(), v.object({ Type: v.string() })),
      givenTemplate(full).toJSON()['Resources'],
    );
    const types = new Set(Object.values(resources).map(({ Type }) => Type));
    const listed = [...(sectionOf('docs/iam.md', 'types') ?? '').matchAll(/`(AWS::[\w:]+)`/g)].map(([, type]) => type);
    expect(listed).toEqual([...types].sort());
  });
});

describe('the example for PagerDuty', () => {
  const named = new Map(Object.entries(exampleAlerts));
  const exampleOf = (name: string): AlertObject => {
    const alert = named.get(name);
    if (alert === undefined) throw new Error(`there is no example ${name}`);
    return alertObject(alert, exampleOrigin);
  };

  test('triggers an incident and resolves the same one', () => {
    const opening = exampleOf('disappeared.opened');
    const resolution = {
      ...opening,
      changes: opening.changes.map((change) => ({ ...change, change: 'resolved' as const })),
    };
    const [opened] = eventsOf(opening, 'key');
    const [resolved] = eventsOf(resolution, 'key');
    expect(opened).toMatchObject({ event_action: 'trigger', routing_key: 'key', payload: { severity: 'critical' } });
    expect(opened?.payload.summary).toMatch(/^\[production\] disappeared: /);
    expect(resolved).toMatchObject({ event_action: 'resolve', dedup_key: opened?.dedup_key });
  });

  test('pages nobody for a notice, which has no resolution', () => {
    const opening = exampleOf('disconnected.opened');
    const notice = { ...opening, changes: opening.changes.map((change) => ({ ...change, change: 'notice' as const })) };
    expect(eventsOf(notice, 'key')).toEqual([]);
  });

  test('is what docs/on-call.md points to', () => {
    expect(readFileSync(join(root, 'docs/on-call.md'), 'utf8')).toContain('(../examples/pagerduty.ts)');
  });
});
