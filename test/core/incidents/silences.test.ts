import { describe, expect, test } from '@jest/globals';
import type { Silence } from '../../../core/incidents/silence.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { cut, type Entries, fresh, silence, stale, start, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };
const withoutC = { a: fresh, b: fresh };
const minutes = (count: number): number => 60 * count;

/** So many checks see the same; the lines that they send. */
const repeatedly = (count: number, sees: () => string[]): string[] =>
  Array.from({ length: count }, () => sees()).flat();

describe('a silence', () => {
  test('holds an opening back until it ends, and sends it then if it is still true, with its true beginning', () => {
    const story = new Story({ silences: [silence(minutes(10))] });
    story.sees(three, 'a');
    expect(repeatedly(9, () => story.sees(withoutC, 'a'))).toEqual([]);
    expect(story.incidents).toEqual(['disappeared c open']);
    expect(story.sees(withoutC, 'a')).toEqual(['opened disappeared c']);
    expect(story.state.incidents).toMatchObject([
      { since: plusSeconds(start, 60), openedAt: plusSeconds(start, 120), toldAt: plusSeconds(start, 600) },
    ]);
  });

  test('keeps to itself what came and went under it, also the end', () => {
    const story = new Story({ silences: [silence(minutes(10))] });
    story.sees(three, 'a');
    repeatedly(4, () => story.sees(withoutC, 'a'));
    expect(repeatedly(8, () => story.sees(three, 'a'))).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('keeps to itself the end of what it held back, also where that comes after it', () => {
    const story = new Story({ silences: [silence(minutes(10))], everySeconds: 300 });
    story.sees(three, 'a');
    story.sees(withoutC, 'a');
    expect(story.sees(three, 'a')).toEqual([]);
  });

  test('holds back what began before it and was not sent yet', () => {
    const story = new Story({ silences: [silence(minutes(10), { from: plusSeconds(start, 90) })] });
    story.sees(three, 'a');
    story.sees(withoutC, 'a');
    expect(repeatedly(10, () => story.sees(withoutC, 'a'))).toEqual([]);
    expect(story.sees(withoutC, 'a')).toEqual(['opened disappeared c']);
  });

  test('never holds back the end of something sent', () => {
    const story = new Story({ silences: [silence(minutes(15), { from: plusSeconds(start, 150) })] });
    story.sees(three, 'a');
    story.sees(withoutC, 'a');
    expect(story.sees(withoutC, 'a')).toEqual(['opened disappeared c']);
    expect(story.seesFor(3, three, 'a')).toEqual([[], [], ['resolved disappeared c: returned']]);
  });

  test('holds back reminders, and the next check after it makes up for them', () => {
    const story = new Story({ silences: [silence(minutes(600), { from: plusSeconds(start, 150) })] });
    story.sees(three, 'a');
    story.sees(withoutC, 'a');
    story.sees(withoutC, 'a');
    story.waits(5 * 3600);
    expect(story.sees(withoutC, 'a')).toEqual([]);
    story.waits(5 * 3600);
    expect(story.sees(withoutC, 'a')).toEqual(['reminder disappeared c']);
  });

  test('holds back a workspace that cannot be seen, and sends it afterwards if it still cannot', () => {
    const story = new Story({ silences: [silence(minutes(5))] });
    story.sees(three, 'a');
    expect(repeatedly(4, () => story.fails())).toEqual([]);
    expect(story.fails()).toEqual(['opened unreachable']);
  });

  test('is of no use before it begins, and over at the very moment of its end', () => {
    const from = plusSeconds(start, 360);
    const story = new Story({ silences: [silence(minutes(3), { from })] });
    story.sees(three, 'a');
    expect(repeatedly(2, () => story.fails())).toEqual(['opened unreachable']);
    expect(story.seesFor(3, three, 'a').flat()).toEqual(['resolved unreachable: reachable']);
    expect(repeatedly(3, () => story.fails())).toEqual([]);
    expect(story.incidents).toEqual(['unreachable open']);
    expect(story.fails()).toEqual(['opened unreachable']);
  });
});

describe('a silence of some kinds', () => {
  test('lets others through', () => {
    const story = new Story({ silences: [silence(minutes(60), { kinds: ['low-memory', 'disconnected'] })] });
    story.sees(three, 'a');
    story.sees(withoutC, 'a');
    expect(story.sees(withoutC, 'a')).toEqual(['opened disappeared c']);
  });

  test.each(['unresponsive', 'disappeared'])('of %s is of a loss whichever of its two kinds it is', (kind) => {
    const story = new Story({ silences: [silence(minutes(600), { kinds: [kind] })] });
    story.sees(three, 'a');
    expect(story.sees({ ...three, c: stale(40) }, 'a')).toEqual([]);
    expect(story.sees({ ...three, c: stale(100) }, 'a')).toEqual([]);
    expect(repeatedly(30, () => story.sees(withoutC, 'a'))).toEqual([]);
    expect(story.incidents).toEqual(['disappeared c open']);
    expect(repeatedly(9, () => story.sees(three, 'a'))).toEqual([]);
  });

  test('that begins when a loss was sent holds back its reminders, and not its end', () => {
    const from = plusSeconds(start, 150);
    const story = new Story({ silences: [silence(minutes(600), { kinds: ['disappeared'], from })] });
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(40) }, 'a');
    expect(story.sees({ ...three, c: stale(100) }, 'a')).toEqual(['opened unresponsive c']);
    story.waits(5 * 3600);
    expect(story.sees(withoutC, 'a')).toEqual([]);
    expect(story.seesFor(3, three, 'a').flat()).toEqual(['resolved disappeared c: returned']);
  });
});

describe('a silence of an instance', () => {
  test.each(['c', 'host-of-c:3000', 'HOST-of-c', 'host-of-c:3000 (pid 1)'])(
    'called %s holds its loss back',
    (called) => {
      const story = new Story({ silences: [silence(minutes(10), { instance: called })] });
      story.sees(three, 'a');
      expect(repeatedly(3, () => story.sees(withoutC, 'a'))).toEqual([]);
      expect(story.incidents).toEqual(['disappeared c open']);
    },
  );

  test('lets the loss of another through, in the same check', () => {
    const story = new Story({ silences: [silence(minutes(10), { instance: 'c' })] });
    story.sees(three, 'a');
    story.sees({ a: fresh }, 'a');
    expect(story.sees({ a: fresh }, 'a')).toEqual(['opened disappeared b']);
  });

  test('lets through what is about the whole workspace', () => {
    const tooFewInstances = { ...defaultRules.tooFewInstances, expected: 3 };
    const story = new Story({ silences: [silence(minutes(60), { instance: 'c' })], rules: { tooFewInstances } });
    story.sees(three, 'a');
    story.sees(withoutC, 'a');
    expect(story.sees(withoutC, 'a')).toEqual(['opened too-few-instances']);
    story.fails();
    expect(story.fails()).toEqual(['opened unreachable']);
  });

  /** What is sent where b and c, or c and all others, are not connected, with such silences. */
  const sentOf = (answers: ReadonlyArray<readonly [Entries, string]>, ...instances: readonly string[]): string[] => {
    const story = new Story({ silences: instances.map((instance) => silence(minutes(60), { instance })) });
    story.sees(three, 'a');
    return answers.flatMap(([entries, observer]) => story.sees(entries, observer));
  };

  test('holds back that it is cut off from the others, and not that another is', () => {
    const cutOff = [
      [{ a: cut, b: cut, c: fresh }, 'c'],
      [{ ...three, c: cut }, 'a'],
      [{ ...three, c: cut }, 'b'],
    ] as const;
    expect(sentOf(cutOff)).toEqual(['opened disconnected c']);
    expect(sentOf(cutOff, 'a', 'b')).toEqual(['opened disconnected c']);
    expect(sentOf(cutOff, 'c')).toEqual([]);
  });

  test('holds back that connections come and go only with one of all instances that may be at fault', () => {
    const gossip = [
      [{ ...three, c: cut }, 'b'],
      [{ ...three, c: cut }, 'b'],
      [{ ...three, c: cut }, 'b'],
      [{ ...three, c: cut }, 'b'],
    ] as const;
    expect(sentOf(gossip)).toEqual(['opened disconnected']);
    expect(sentOf(gossip, 'b', 'c')).toEqual(['opened disconnected']);
    expect(sentOf(gossip, 'a', 'b', 'c')).toEqual([]);
  });

  test('by its place is also of the process that takes it; by its id, of that process alone', () => {
    const sent = (instance: string): string[] => {
      const story = new Story({ silences: [silence(minutes(60), { instance })] });
      const successor = { host: 'host-of-c' };
      story.sees(three, 'a');
      story.sees(withoutC, 'a');
      story.sees({ ...withoutC, d: successor }, 'a');
      return repeatedly(3, () => story.sees(withoutC, 'a'));
    };
    expect(sent('host-of-c:3000')).toEqual([]);
    expect(sent('c')).toEqual(['opened disappeared d']);
  });

  test('holds back that its place is restarting again and again', () => {
    const sent = (instance: string | null): string[] => {
      const story = new Story({ silences: instance === null ? [] : [silence(minutes(60), { instance })] });
      story.sees(three, 'a');
      return ['d', 'e', 'f', 'g'].flatMap((id) => story.sees({ ...withoutC, [id]: { host: 'host-of-c' } }, 'a'));
    };
    expect(sent(null)).toEqual([expect.stringMatching(/^opened restarting/)]);
    expect(sent('host-of-c')).toEqual([]);
  });
});

test('a silence of a place that keeps restarting holds on when the process that it was made for is long forgotten', () => {
  const remindersWith = (...silences: readonly Silence[]): string[] => {
    const story = new Story({ silences, rules: { remindEverySeconds: minutes(40) } });
    story.sees(three, 'a');
    return Array.from({ length: 60 }, (_, index) => `d${index}`)
      .flatMap((id) => story.sees({ ...withoutC, [id]: { host: 'host-of-c' } }, 'a'))
      .filter((sent) => sent.startsWith('reminder'));
  };
  expect(remindersWith()).toHaveLength(1);
  const later = { instance: 'host-of-c', from: plusSeconds(start, minutes(10)) };
  expect(remindersWith(silence(minutes(600), later))).toEqual([]);
});

test('a silence by address is kept when the observer has lost that instance, and with it the address', () => {
  const inContainer = { host: 'localhost', address: '172.18.0.4' };
  const story = new Story({ silences: [silence(minutes(60), { instance: '172.18.0.4' })] });
  story.sees({ ...three, c: inContainer }, 'a');
  story.sees({ ...three, c: { host: 'localhost', ...cut, age: 40 } }, 'a');
  expect(repeatedly(3, () => story.sees(withoutC, 'a'))).toEqual([]);
  expect(story.incidents).toContain('disappeared c open');
});
