import { Api } from '../../simulator/api.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import type { Answer } from '../../simulator/faults.ts';
import { simulatedCredentials, type WorkspaceOptions } from '../../simulator/options.ts';
import type { ListedInstance } from '../../simulator/rendering.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';

/** A workspace on a virtual clock, looked at without HTTP: each process in its turn, as often as it takes. */
export function givenCluster(options: Omit<WorkspaceOptions, 'clock' | 'loadBalancer'> = {}) {
  const clock = new VirtualClock('2026-11-21T19:00:00.000Z');
  let asked = '';
  const loadBalancer = (candidates: readonly string[]): string =>
    candidates.includes(asked) ? asked : (candidates[0] ?? '');
  const workspace = new SimulatedWorkspace({ ...options, clock, loadBalancer });
  const api = new Api(workspace);
  /** The list as that process gives it. */
  const listBy = (id: string): readonly ListedInstance[] => {
    asked = id;
    const look = workspace.look();
    if (look.kind !== 'list') throw new Error(`${id} gives no list: ${look.kind}`);
    return look.instances;
  };
  /** What a call gets that this process answers, without HTTP. */
  const answerBy = (id: string): Answer => {
    asked = id;
    return api.answer({
      method: 'GET',
      path: '/api/v1/instances.get',
      remoteAddress: '127.0.0.1',
      ...simulatedCredentials,
    });
  };
  /** Whether a process calls another connected. */
  const sees = (observer: string, peer: string): boolean => {
    const { kind } = listBy(observer).find(({ id }) => id === peer)?.connection ?? { kind: 'not listed' };
    return kind === 'connected' || kind === 'local';
  };
  /** Whether it does, at each of so many seconds from now on. */
  const seesFor = (seconds: number, observer: string, peer: string): readonly boolean[] =>
    Array.from({ length: seconds }, () => {
      clock.advance(1);
      return sees(observer, peer);
    });
  /** Seconds until something is so, looked at ten times a second. */
  const secondsUntil = (isSo: () => boolean, maxSeconds = 3_600): number => {
    const began = Date.parse(clock.now());
    while (!isSo()) {
      clock.advance(0.1);
      if (Date.parse(clock.now()) - began > maxSeconds * 1000) return Infinity;
    }
    return (Date.parse(clock.now()) - began) / 1000;
  };
  const ids = workspace.instances.map(({ id }) => id);
  return { clock, workspace, ids, listBy, answerBy, sees, seesFor, secondsUntil };
}
