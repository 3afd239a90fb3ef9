import { isDeepStrictEqual } from 'node:util';
import { messagesOf } from '../../core/alerts/alert.ts';
import { recordedAcknowledgements } from '../../core/history/recorded-acknowledgements.ts';
import type { AcknowledgementRequest } from '../../core/incidents/acknowledgement.ts';
import { snsMessage } from '../../adapters/sns/sns-message.ts';
import type { Change } from '../../core/incidents/incident.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { secondsBetween } from '../../core/base/time.ts';
import type { Observation } from '../../core/observation/observation.ts';
import type { Life } from '../core/life.ts';
import { allOf, live, promises, type Step } from '../core/promises.ts';
import { momentAt, type Played } from './play.ts';
import { everySeconds, type Invocation, refusal, type Scenario, undisturbedSlots } from './scenario.ts';
import type { Delivery } from './topic.ts';

/** Everything that should not have come of a scenario, one line each; none where all is well. */
export function verdict(scenario: Scenario, { life, snapshots, deliveries, requests }: Played): string[] {
  const steps = reference(scenario, life, snapshots);
  return [
    ...invented(snapshots, steps),
    ...allOf(promises)(steps),
    ...misdelivered(scenario, snapshots, deliveries),
    ...neglected(life, snapshots),
    ...disregarded(requests, snapshots),
  ];
}

/** What evaluation makes of that which the recorded checks saw, one after another, when nothing dies. */
function reference({ escalateAfterSeconds }: Scenario, life: Life, snapshots: readonly Snapshot[]): Step[] {
  const moments = snapshots.flatMap((snapshot) =>
    life.slice(0, 1).map(({ rules }) => ({
      at: snapshot.observedAt,
      takenAt: snapshot.takenAt,
      rules,
      observation: seenBy(snapshot, life),
      wishes: {
        silences: snapshot.silences,
        requests: recordedAcknowledgements(snapshot),
        escalateAfterSeconds,
      },
    })),
  );
  return live(moments);
}

/** What the workspace answered to the check, rather than what the check says that it did. */
function seenBy({ failure, serverDate, degraded }: Snapshot, life: Life): Observation {
  if (failure !== null) return failure;
  if (serverDate === null) throw new Error('the endpoint dates each of its answers');
  const { observation } = momentAt(life, serverDate);
  return observation.outcome === 'ok' ? { ...observation, serverDate, degraded } : observation;
}

/** Where what was recorded is not what follows from the check before. */
const invented = (snapshots: readonly Snapshot[], steps: readonly Step[]): string[] =>
  snapshots.flatMap(({ takenAt, health, alert }, index) => {
    const step = steps[index];
    return [
      ...(isDeepStrictEqual(health, step?.state) ? [] : [`${takenAt}: the state does not follow from the one before`]),
      ...(isDeepStrictEqual(sorted(alert?.changes ?? []), sorted(step?.changes ?? []))
        ? []
        : [`${takenAt}: the alert tells other changes than there are`]),
    ];
  });

const sorted = (changes: readonly Change[]): Change[] => [...changes].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** One incident may be repeated to some and escalated to others. */
const keyOf = ({ incident, change }: Change): string => `${incident.id} ${change}`;

/** Where a subscriber got something else than what was recorded, or in another order, or once more without need. */
function misdelivered(scenario: Scenario, snapshots: readonly Snapshot[], deliveries: readonly Delivery[]): string[] {
  const messages = snapshots.flatMap(({ alert }) => (alert === null ? [] : messagesOf(alert)));
  const numberOf = new Map(messages.map((message, number) => [textOf(snsMessage(message)), number]));
  const got = deliveries.map((delivery) => numberOf.get(textOf(delivery)) ?? null);
  const first = got.filter((number, index) => got.indexOf(number) === index);
  const inOrder = first.every((number, index) => index === 0 || (number ?? 0) > (first[index - 1] ?? 0));
  return [
    ...messages.filter((_, number) => !got.includes(number)).map(({ id }) => `${id} reached nobody`),
    ...deliveries
      .filter((_, index) => got[index] === null)
      .map(({ Subject = '' }) => `something reached a subscriber that no check has recorded: ${Subject}`),
    // What is refused for what it is does not hold back what comes after it.
    ...(inOrder || scenario.outage?.error === refusal ? [] : [`alerts came in the order ${first.join()}`]),
    ...(got.length - first.length > maxRepetitions(scenario) ? [`alerts came again without need: ${got.join()}`] : []),
  ];
}

const textOf = ({ Subject, Message }: Delivery): string => JSON.stringify([Subject, Message]);

/** A mishap may cost one repetition of each message of an alert; where checks overlap, as one that looks again may, each may hand over what waits. */
function maxRepetitions({ slots, recheckEverySeconds, escalateAfterSeconds }: Scenario): number {
  const areApart =
    recheckEverySeconds === null &&
    slots.every((invocations) => invocations.length <= 1 && invocations.every(isSoonOver));
  if (!areApart) return Infinity;
  const mishaps = slots.flat().flatMap(({ fates }) => fates.filter(({ mishap }) => mishap !== null));
  return mishaps.length * (1 + escalateAfterSeconds.length);
}

/** In time, and not so slow that the function might end before it has. */
const isSoonOver = ({ delaySeconds, answerSeconds, fates }: Invocation): boolean =>
  fates.reduce((sum, { before, after }) => sum + before + after, delaySeconds + answerSeconds) < 20;

/** Whether it is of a check that was due by its schedule, not of one that looked again. */
export const isScheduledIn =
  ([first]: Life) =>
  ({ takenAt }: Snapshot): boolean =>
    first !== undefined && secondsBetween(first.at, takenAt) % everySeconds === 0;

/** Where the last checks, which nothing disturbed, were not made, or left something behind. */
function neglected(life: Life, snapshots: readonly Snapshot[]): string[] {
  const untold = snapshots.filter(({ alert, deliveredAt }) => alert !== null && deliveredAt === null);
  const last = snapshots.filter(isScheduledIn(life)).slice(-undisturbedSlots);
  const [first] = last;
  const areInTime = last.every(
    ({ takenAt }, index) => first !== undefined && secondsBetween(first.takenAt, takenAt) === index * everySeconds,
  );
  return [
    ...untold.map(({ takenAt }) => `${takenAt}: the alert does not count as delivered`),
    ...(snapshots.at(-1)?.outbox ?? []).map((takenAt) => `${takenAt}: still waits in the outbox`),
    ...(areInTime && last.length === undisturbedSlots ? [] : ['a check that nothing disturbed was not made']),
  ];
}

/** Where what people asked about an incident is not so in the end, or where nobody has asked for it. */
function disregarded(requests: readonly AcknowledgementRequest[], snapshots: readonly Snapshot[]): string[] {
  const open = snapshots.at(-1)?.health.incidents.filter(({ state }) => state === 'open') ?? [];
  return open.flatMap(({ id, acknowledged }) => {
    const last = requests.findLast(({ incident }) => incident === id);
    const wanted = last === undefined || last.isWithdrawal ? undefined : last.at;
    return wanted === acknowledged?.at
      ? []
      : [`${id}: acknowledged ${acknowledged?.at ?? 'never'}, asked ${wanted ?? 'never'}`];
  });
}
