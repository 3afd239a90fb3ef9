import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { fresh, start, Story } from '../story.ts';

const two = { a: fresh, b: fresh };
const day = 86_400;
const inDays = (days: number) => plusSeconds(start, days * day);

/** A check an hour. */
const hourly = (rules: Partial<typeof defaultRules> = {}) => new Story({ everySeconds: 3600, rules });
const sentIn = (story: Story, hours: number, expiresInDays: number): string[] =>
  story.seesFor(hours, two, undefined, { certificateUntil: inDays(expiresInDays) }).flat();

describe('a certificate', () => {
  test('is a warning 21 days before it expires and critical at 7, repeated once a day, until it is renewed', () => {
    const story = hourly();
    expect(sentIn(story, 24 * 9, 30)).toEqual([]);
    expect(sentIn(story, 1, 30)).toEqual(['opened certificate']);
    expect(story.state.incidents).toMatchObject([
      { kind: 'certificate', severity: 'warning', subjects: [], expiresAt: inDays(30), secondsLeft: 21 * day },
    ]);
    expect(sentIn(story, 24, 30)).toEqual(['reminder certificate']);
    expect(sentIn(story, 24 * 13 - 1, 30)).toEqual(Array.from({ length: 12 }, () => 'reminder certificate'));
    expect(sentIn(story, 1, 30)).toEqual(['opened certificate', 'resolved certificate: superseded']);
    expect(story.state.incidents).toMatchObject([{ severity: 'critical', secondsLeft: 7 * day }]);
    expect(sentIn(story, 24, 30)).toEqual(['reminder certificate']);
    expect(sentIn(story, 2, 120)).toEqual(['resolved certificate: renewed']);
    expect(story.incidents).toEqual([]);
  });

  test('that is critical when it is first seen is one message', () => {
    const story = hourly();
    expect(sentIn(story, 1, 3)).toEqual(['opened certificate']);
    expect(story.state.incidents).toMatchObject([{ severity: 'critical' }]);
  });

  test('that only some servers behind a balancer have renewed keeps the incident open, without more messages', () => {
    const story = new Story();
    const sent = Array.from({ length: 720 }, (_, check) =>
      story.sees(two, undefined, { certificateUntil: inDays(check % 3 === 0 ? 5 : 120) }),
    );
    expect(sent.flat()).toEqual(['opened certificate']);
    expect(sentIn(story, 17, 120)).toEqual(['resolved certificate: renewed']);
  });

  test('that is not known, as over http or in an older recording, is no news', () => {
    const story = hourly();
    expect(story.seesFor(48, two).flat()).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('stays as it was known while the workspace is not seen', () => {
    const story = hourly();
    sentIn(story, 1, 5);
    expect(story.fails()).toEqual([]);
    expect(story.incidents).toContain('certificate open');
  });

  test('ends as no longer watched where the workspace is reached over http from now on', () => {
    const story = hourly();
    sentIn(story, 1, 5);
    expect(story.sees(two)).toEqual(['resolved certificate: rule-changed']);
  });

  test('goes by the settings', () => {
    const rules = {
      certificate: { ...defaultRules.certificate, warnBeforeSeconds: 0, criticalBeforeSeconds: 2 * day },
    };
    expect(sentIn(hourly(rules), 24, 4)).toEqual([]);
    expect(sentIn(hourly(rules), 1, 2)).toEqual(['opened certificate']);
    expect(sentIn(hourly({ certificate: { ...defaultRules.certificate, off: true } }), 24, 1)).toEqual([]);
  });

  test('is kept in the snapshot, so that it can be judged once more', () => {
    const story = hourly();
    sentIn(story, 1, 5);
    expect(story.snapshot.certificateUntil).toBe(inDays(5));
  });
});
