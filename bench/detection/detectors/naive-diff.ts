import type { Check } from '../course.ts';
import type { Detector, SentMessage } from './detector.ts';

const absence: readonly string[] = ['disappeared', 'unresponsive', 'restarting', 'too-few-instances'];
const noAnswer: readonly string[] = ['unreachable', 'unauthorized'];

interface Answer {
  readonly reachable: boolean;
  /** `connected` by instance id. */
  readonly connected: ReadonlyMap<string, boolean | null>;
}

/**
 * The literal difference of two successive answers: an id that is not there any more, a `connected` that turned
 * false, a call that fails after one that did not. A failed call leaves the list to be compared as it was.
 *
 * It is given more than it earns: whichever instance it names is right, and a new instance ends its oldest message
 * of one that is gone.
 */
export class NaiveDiff implements Detector {
  readonly opensAt = null;
  #last: Answer | null = null;
  #gone: readonly string[] = [];

  see({ observation }: Pick<Check, 'observation'>): readonly SentMessage[] {
    const last = this.#last;
    if (observation.outcome !== 'ok') {
      this.#last = { connected: last?.connected ?? new Map(), reachable: false };
      return last?.reachable === false ? [] : [message('opened', 'unreachable', noAnswer)];
    }
    const connected = new Map(observation.instances.map((instance) => [instance.id, instance.connected]));
    this.#last = { connected, reachable: true };
    if (last === null) return [];
    return [
      ...(last.reachable ? [] : [message('resolved', 'unreachable', noAnswer)]),
      ...this.#comparePresence(last.connected, connected),
      ...compareConnections(last.connected, connected),
    ];
  }

  describe(nameOf: (id: string) => string): readonly string[] {
    return this.#gone.map((id) => `gone: ${nameOf(id)}`);
  }

  #comparePresence(before: Answer['connected'], now: Answer['connected']): SentMessage[] {
    const gone = [...before.keys()].filter((id) => !now.has(id));
    const come = [...now.keys()].filter((id) => !before.has(id));
    const returned = this.#gone.filter((id) => come.includes(id));
    const waiting = this.#gone.filter((id) => !come.includes(id));
    const ended = [...returned, ...waiting.slice(0, come.length - returned.length)];
    this.#gone = [...this.#gone.filter((id) => !ended.includes(id)), ...gone];
    return [
      ...gone.map((id) => message('opened', `gone ${id}`, absence)),
      ...ended.map((id) => message('resolved', `gone ${id}`, absence)),
    ];
  }
}

const compareConnections = (before: Answer['connected'], now: Answer['connected']): SentMessage[] =>
  [...now].flatMap(([id, connected]) => {
    const key = `disconnected ${id}`;
    if (before.get(id) === true && connected === false) return [message('opened', key, ['disconnected'])];
    return before.get(id) === false && connected === true ? [message('resolved', key, ['disconnected'])] : [];
  });

const message = (change: SentMessage['change'], key: string, kinds: readonly string[]): SentMessage => ({
  change,
  key,
  kinds,
  subjects: null,
  reason: null,
});
