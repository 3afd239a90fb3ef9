import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { detailsOf } from '../../../core/alerts/details.ts';
import { plainContext } from '../../../core/alerts/text-context.ts';
import type { AcknowledgementRequest } from '../../../core/incidents/acknowledgement.ts';
import { isAcknowledged, withRequests } from '../../../core/incidents/acknowledgement.ts';
import { shortIdOf } from '../../../core/incidents/short-id.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { fresh, start, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };
const withoutC = { a: fresh, b: fresh };
const withoutBC = { a: fresh };
const remindEverySeconds = 600;

/** A story in which c is lost and that was sent. */
const lostC = (): Story => {
  const story = new Story({ rules: { remindEverySeconds } });
  story.sees(three, 'a');
  expect(story.seesFor(4, withoutC, 'a').flat()).toEqual(['opened disappeared c']);
  return story;
};

const requestFor = (story: Story, more: Partial<AcknowledgementRequest> = {}): AcknowledgementRequest => {
  const [incident] = story.state.incidents;
  if (incident === undefined) throw new Error('nothing is open');
  return { incident: incident.id, by: 'Ada', at: story.at, note: '', severity: incident.severity, ...more };
};

describe('an acknowledged incident', () => {
  test('sends no reminder, and its end, which says who acknowledged it and when', () => {
    const story = lostC();
    story.asks(requestFor(story, { note: 'disk is full' }));
    const at = story.at;
    expect(story.seesFor(60, withoutC, 'a').flat()).toEqual([]);
    expect(story.seesFor(20, three, 'a').flat()).toEqual(['resolved disappeared c: returned']);
    const [end] = story.lastChanges;
    expect(end?.incident.acknowledged).toMatchObject({ by: 'Ada', at, note: 'disk is full' });
    expect(end && detailsOf(end, plainContext(at))).toContainEqual(
      expect.stringMatching(/^from .* UTC, acknowledged by Ada at 19:2\d UTC: disk is full$/),
    );
  });

  test('stays so when the request is long gone', () => {
    const story = lostC();
    story.asks(requestFor(story));
    story.sees(withoutC, 'a');
    story.asks();
    expect(story.seesFor(60, withoutC, 'a').flat()).toEqual([]);
  });

  test('is reminded of again once that is taken back', () => {
    const story = lostC();
    const request = requestFor(story);
    story.asks(request);
    expect(story.seesFor(20, withoutC, 'a').flat()).toEqual([]);
    story.asks(request, { ...request, at: story.at, isWithdrawal: true });
    expect(story.sees(withoutC, 'a')).toEqual(['reminder disappeared c']);
    expect(story.state.incidents).toEqual([expect.not.objectContaining({ acknowledged: expect.anything() })]);
  });

  test('keeps no other from opening', () => {
    const story = lostC();
    story.asks(requestFor(story));
    expect(story.seesFor(6, withoutBC, 'a').flat()).toEqual(['opened disappeared b']);
  });

  test('that was over is another one when it comes back: nobody has acknowledged that', () => {
    const story = lostC();
    story.asks(requestFor(story));
    story.seesFor(20, three, 'a');
    expect(story.seesFor(6, withoutC, 'a').flat()).toEqual(['opened disappeared c']);
    expect(story.seesFor(11, withoutC, 'a').flat()).toEqual(['reminder disappeared c']);
  });

  test('that comes and goes before it is over stays acknowledged', () => {
    const story = lostC();
    story.asks(requestFor(story));
    for (let round = 0; round < 10; round += 1) {
      expect(story.seesFor(2, three, 'a').flat()).toEqual([]);
      expect(story.seesFor(2, withoutC, 'a').flat()).toEqual([]);
    }
    expect(story.state.incidents).toMatchObject([{ acknowledged: { by: 'Ada' } }]);
  });

  test('that gets worse is reminded of until somebody acknowledges that, too', () => {
    const rules = { remindEverySeconds, disappeared: { ...defaultRules.disappeared, severity: 'warning' as const } };
    const story = new Story({ rules });
    story.sees(three, 'a');
    story.seesFor(4, withoutC, 'a');
    story.asks(requestFor(story));
    expect(story.seesFor(20, withoutC, 'a').flat()).toEqual([]);
    story.changesRules({ disappeared: { ...defaultRules.disappeared, severity: 'critical' } });
    expect(story.sees(withoutC, 'a')).toEqual(['reminder disappeared c']);
    story.asks(requestFor(story, { at: story.at }));
    expect(story.seesFor(60, withoutC, 'a').flat()).toEqual([]);
  });

  test('that was muted is sent when the silence ends', () => {
    const until = plusSeconds(start, 1200);
    const silences = [{ id: 'one', kinds: null, instance: null, from: start, until, reason: 'updates' }];
    const story = new Story({ silences });
    story.sees(three, 'a');
    story.seesFor(5, withoutC, 'a');
    story.asks(requestFor(story));
    expect(story.seesFor(30, withoutC, 'a').flat()).toEqual(['opened disappeared c']);
  });

  test('is so also while the workspace cannot be seen', () => {
    const story = lostC();
    story.asks(requestFor(story));
    story.fails();
    expect(story.state.incidents.filter(isAcknowledged)).toHaveLength(1);
  });
});

describe('requests', () => {
  const [incident] = lostC().state.incidents;
  const request = { incident: incident?.id ?? '', by: 'Ada', at: start, note: '', severity: 'critical' as const };
  const incidents = incident === undefined ? [] : [incident];

  test('of which the latest counts, in whatever order they are read', () => {
    const later = { ...request, at: plusSeconds(start, 5), by: 'Bo' };
    for (const both of [
      [request, later],
      [later, request],
    ]) {
      expect(withRequests(incidents, both)).toMatchObject([{ acknowledged: { by: 'Bo', at: later.at } }]);
    }
  });

  test('that are older than what stands change nothing', () => {
    const after = withRequests(incidents, [{ ...request, at: plusSeconds(start, 5) }]);
    expect(withRequests(after, [request, { ...request, by: 'Bo', isWithdrawal: true }])).toEqual(after);
  });

  test('about what is pending, or not there, change nothing', () => {
    const pending = incidents.map((one) => ({ ...one, state: 'pending' as const }));
    expect(withRequests(pending, [request])).toEqual(pending);
    expect(withRequests(incidents, [{ ...request, incident: 'another' }])).toEqual(incidents);
  });
});

test('short ids are hardly ever the same', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `lost/instance-${index}/${plusSeconds(start, 60 * index)}`);
  expect(new Set(ids.map(shortIdOf)).size).toBeGreaterThanOrEqual(ids.length - 3);
  expect(shortIdOf('lost/a/2026-11-21T19:20:00.000Z')).toMatch(/^[a-z2-9]{6}$/);
});
