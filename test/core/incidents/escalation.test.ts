import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { maxADay } from '../../../core/incidents/flood.ts';
import type { AcknowledgementRequest } from '../../../core/incidents/acknowledgement.ts';
import { fresh, start, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };
const withoutC = { a: fresh, b: fresh };
const steps = { escalateAfterSeconds: [900, 3600] } as const;

/** What each of so many checks sends, by message, with the number of the check. */
const messagesIn = (story: Story, checks: number, entries = withoutC): string[] =>
  Array.from({ length: checks }, (_, check) => {
    story.sees(entries, 'a');
    return story.messages.map((message) => `${check} ${message}`);
  }).flat();

/** A story in which c is lost and that was sent a moment ago. */
const lostC = (options: ConstructorParameters<typeof Story>[0] = steps): Story => {
  const story = new Story(options);
  story.sees(three, 'a');
  story.seesFor(2, withoutC, 'a');
  expect(story.messages).toEqual(['0: opened disappeared c']);
  return story;
};

const requestFor = (story: Story, more: Partial<AcknowledgementRequest> = {}): AcknowledgementRequest => {
  const [incident] = story.state.incidents;
  if (incident === undefined) throw new Error('nothing is open');
  return { incident: incident.id, by: 'Ada', at: story.at, note: '', severity: incident.severity, ...more };
};

describe('an incident that stays open', () => {
  test('goes after a while to those who wait for so long, once, and its end to all of them', () => {
    const story = lostC();
    expect(messagesIn(story, 100)).toEqual(['14 900: escalated disappeared c', '59 3600: escalated disappeared c']);
    expect(story.state.incidents).toMatchObject([{ escalatedTo: [900, 3600] }]);
    expect(messagesIn(story, 20, three).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      '0: resolved disappeared c: returned',
      '900: resolved disappeared c: returned',
      '3600: resolved disappeared c: returned',
    ]);
    expect(story.lastChanges).toMatchObject([{ change: 'resolved', after: [900, 3600] }]);
  });

  test('ends for those alone who were given it', () => {
    const story = lostC();
    messagesIn(story, 20);
    expect(messagesIn(story, 20, three).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      '0: resolved disappeared c: returned',
      '900: resolved disappeared c: returned',
    ]);
  });

  test('that ends before reaches nobody who waits', () => {
    const story = lostC();
    messagesIn(story, 5);
    expect(messagesIn(story, 30, three).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      '0: resolved disappeared c: returned',
    ]);
  });

  test('is reminded of wherever it was given', () => {
    const story = lostC({ ...steps, rules: { remindEverySeconds: 1800 } });
    expect(messagesIn(story, 70)).toEqual([
      '14 900: escalated disappeared c',
      '29 0: reminder disappeared c',
      '29 900: reminder disappeared c',
      '59 0: reminder disappeared c',
      '59 900: reminder disappeared c',
      '59 3600: escalated disappeared c',
    ]);
  });

  test('and is acknowledged goes to nobody else, until that is taken back', () => {
    const story = lostC();
    messagesIn(story, 5);
    const request = requestFor(story);
    story.asks(request);
    expect(messagesIn(story, 70)).toEqual([]);
    story.asks(request, { ...request, at: story.at, isWithdrawal: true });
    expect(messagesIn(story, 1)).toEqual(['0 900: escalated disappeared c', '0 3600: escalated disappeared c']);
  });

  test('and is acknowledged after it was escalated still ends for whom it was given', () => {
    const story = lostC();
    messagesIn(story, 20);
    story.asks(requestFor(story));
    expect(messagesIn(story, 60)).toEqual([]);
    expect(messagesIn(story, 20, three)).toHaveLength(2);
  });

  test('and was muted at first goes on so long after it was first sent', () => {
    const until = plusSeconds(start, 1770);
    const silences = [{ id: 'one', kinds: null, instance: null, from: start, until, reason: 'updates' }];
    const story = new Story({ ...steps, silences });
    story.sees(three, 'a');
    expect(messagesIn(story, 50)).toEqual(['29 0: opened disappeared c', '44 900: escalated disappeared c']);
  });

  test('while a silence mutes it, goes on when that ends', () => {
    const [from, until] = [plusSeconds(start, 600), plusSeconds(start, 2400)];
    const silences = [{ id: 'one', kinds: null, instance: null, from, until, reason: 'updates' }];
    const story = lostC({ ...steps, silences });
    expect(messagesIn(story, 45)).toEqual(['37 900: escalated disappeared c']);
  });

  test('but looks well just now, waits until it is wrong again', () => {
    const story = lostC();
    messagesIn(story, 13);
    expect(messagesIn(story, 2, three)).toEqual([]);
    expect(messagesIn(story, 2)).toEqual(['0 900: escalated disappeared c']);
  });

  test('is not sent again when a step is added or taken out, and ends where it was given', () => {
    const story = lostC();
    messagesIn(story, 20);
    const [incident] = story.state.incidents;
    expect(incident?.escalatedTo).toEqual([900]);
    story.escalatesAfter(1800);
    expect(messagesIn(story, 20)).toEqual(['9 1800: escalated disappeared c']);
    story.escalatesAfter();
    expect(messagesIn(story, 20, three).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      '0: resolved disappeared c: returned',
      '900: resolved disappeared c: returned',
      '1800: resolved disappeared c: returned',
    ]);
  });
});

test('where nobody waits, nothing is kept of it', () => {
  const story = lostC({});
  story.seesFor(100, withoutC, 'a');
  expect(JSON.stringify(story.snapshot)).not.toMatch(/escalat|announced|isOnlyAfter|"after"/);
});

test('those who wait get at most as many messages a day as all others, and every end', () => {
  const story = new Story({ escalateAfterSeconds: [60], everySeconds: 60, rules: { remindEverySeconds: 600 } });
  const names = Array.from({ length: 60 }, (_, index) => `i${index}`);
  const all = (missing: number) =>
    Object.fromEntries(names.filter((_, index) => index > missing || index === 0).map((name) => [name, fresh]));
  story.sees(all(0), 'i0');
  const sent: string[] = [];
  for (let check = 0; check < 12 * 60; check += 1) {
    // Another one is lost every six minutes.
    story.sees(all(Math.floor(check / 6)), 'i0');
    sent.push(...story.messages.map((message) => message.split(':')[0] ?? ''));
  }
  expect(sent.filter((step) => step === '60').length).toBeGreaterThan(20);
  for (const step of ['0', '60']) expect(sent.filter((one) => one === step).length).toBeLessThanOrEqual(maxADay);
  expect(story.state.incidents.flatMap(({ escalatedTo = [] }) => escalatedTo).length).toBeGreaterThan(20);
}, 60_000);
