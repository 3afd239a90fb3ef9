import assert from 'node:assert/strict';
import type { Cadence, Expectation, ExpectedNotice } from './expected.ts';
import type { Notice } from './play.ts';

/** A notice that names processes by their labels. */
export type LabelledNotice = Omit<Notice, 'subjects'> & { readonly about: readonly string[] };

export const labelled = ({ subjects, ...notice }: Notice, labelOf: (id: string) => string | null): LabelledNotice => ({
  ...notice,
  about: subjects.map((id) => labelOf(id) ?? id).sort(),
});

/** Throws unless what was sent is what should be: each notice, in this order, and nothing else. */
export function assertExpected(sent: readonly LabelledNotice[], expected: Expectation, cadence: Cadence): void {
  const isRight =
    sent.length >= expected.min &&
    sent.every((notice, index) => {
      const each = expected.notices[index];
      return each !== undefined && matches(notice, each);
    });
  assert.ok(isRight, `with a check every ${cadence} s, sent was: ${textOfAll(sent)}`);
}

const matches = ({ change, kind, about }: LabelledNotice, expected: ExpectedNotice): boolean =>
  change === expected.change &&
  expected.kinds.includes(kind) &&
  expected.about.some((labels) => labels.join() === about.join());

const textOf = ({ at, change, kind, about }: LabelledNotice): string =>
  `${at.slice(11, 19)} ${change} ${kind} of ${about.join('+') || 'the workspace'}`;

/** `10:35:27 opened unresponsive of C1; …` */
export const textOfAll = (sent: readonly LabelledNotice[]): string => sent.map(textOf).join('; ') || 'nothing';
