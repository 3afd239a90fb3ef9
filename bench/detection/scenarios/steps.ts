import type { StartOptions } from '../../../simulator/process-factory.ts';
import type { FaultKind } from '../../../simulator/faults.ts';
import type { RollOutOptions } from '../../../simulator/roll-out.ts';
import type { RestartOptions } from '../../../simulator/process-operations.ts';
import type { Step } from '../scenario.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';

/** What the scripts are made of. Each names the instances it touches, and the time, in seconds, at which it does. */

const at = (atSeconds: number, what: string, act: Step['act']): Step => ({ atSeconds, what, act });

export const kill = (names: string | readonly string[], seconds: number): Step =>
  at(seconds, `${listed(names)} killed`, ({ cluster, id }) => {
    for (const name of [names].flat()) cluster.kill(id(name));
  });

export const stop = (names: string | readonly string[], seconds: number): Step =>
  at(seconds, `${listed(names)} stopped cleanly`, ({ cluster, id }) => {
    for (const name of [names].flat()) cluster.stop(id(name));
  });

export const hang = (name: string, seconds: number): Step =>
  at(seconds, `${name} hangs`, ({ cluster, id }) => {
    cluster.hang(id(name));
  });

export const wake = (name: string, seconds: number): Step =>
  at(seconds, `${name} wakes up`, ({ cluster, id }) => {
    cluster.wake(id(name));
  });

/** Starts so many, called `more 0`, `more 1` and so on, who are listed `startSeconds` later. */
export const start = (seconds: number, count = 1, options: StartOptions = {}): Step =>
  at(seconds, `${count} more started`, ({ cluster, call }) => {
    for (let started = 0; started < count; started += 1) call(`more ${started}`, cluster.start(options));
  });

/** The successor takes over the name, unless it gets one of its own. */
export const restart = (name: string, seconds: number, options: RestartOptions = {}, successor = name): Step =>
  at(seconds, `${name} restarts`, ({ cluster, id, call }) => {
    call(successor, cluster.restart(id(name), options));
  });

export const scale = (count: number, seconds: number): Step =>
  at(seconds, `scaled to ${count}`, ({ cluster }) => {
    cluster.scale(count);
  });

/** The new ones are called `new 0`, `new 1` and so on, in the order in which they replace the old. */
export const deploy = (
  options: RollOutOptions,
  seconds: number,
  start: Omit<StartOptions, 'startSeconds'> = {},
): Step =>
  at(seconds, `a deploy, ${options.style}`, ({ cluster, call }) => {
    cluster.rollOut(options, start).newIds.forEach((id, position) => {
      call(`new ${position}`, id);
    });
  });

export const part = (one: readonly string[], other: readonly string[], seconds: number): Step =>
  at(seconds, `${one.join('+')} and ${other.join('+')} lose each other`, ({ cluster, id }) => {
    cluster.partition(one.map(id), other.map(id));
  });

export const heal = (seconds: number): Step =>
  at(seconds, 'the network is mended', ({ cluster }) => {
    cluster.heal();
  });

export const loseBroker = (name: string, seconds: number): Step =>
  at(seconds, `${name} loses its broker`, ({ cluster, id }) => {
    cluster.loseBroker(id(name));
  });

export const regainBroker = (name: string, seconds: number): Step =>
  at(seconds, `${name} has its broker back`, ({ cluster, id }) => {
    cluster.regainBroker(id(name));
  });

export const stallDatabase = (forSeconds: number, seconds: number): Step =>
  at(seconds, `no process reaches the database for ${forSeconds} s`, ({ cluster }) => {
    cluster.stallDatabase(forSeconds);
  });

/** Puts in a record that no process keeps up; its heartbeat is of that date, or so many seconds old. */
export const ghost = (heartbeat: { readonly at: Timestamp } | { readonly ageSeconds: number }, seconds: number): Step =>
  at(seconds, 'a record without a process is put in', ({ cluster, call }) => {
    const heartbeatAt = 'at' in heartbeat ? heartbeat.at : plusSeconds(cluster.now(), -heartbeat.ageSeconds);
    call('ghost', cluster.ghost({ heartbeatAt }));
  });

export const setReady = (name: string, isReady: boolean, seconds: number): Step =>
  at(seconds, `${name} is ${isReady ? 'ready again' : 'not ready'}`, ({ cluster, id }) => {
    cluster.setReady(id(name), isReady);
  });

export const deleteRecord = (name: string, seconds: number): Step =>
  at(seconds, `the record of ${name} is deleted by hand`, ({ cluster, id }) => {
    cluster.deleteRecord(id(name));
  });

export const cutOff = (fault: FaultKind, seconds: number): Step =>
  at(seconds, `calls get: ${fault}`, ({ cluster }) => {
    cluster.cutOff(fault);
  });

export const restore = (seconds: number): Step =>
  at(seconds, 'calls are answered again', ({ cluster }) => {
    cluster.restore();
  });

/** Something stands in the way of some of the checks, counted from that time on; null: of none any more. */
export const disturb = (what: string, seconds: number, faultOf: ((check: number) => FaultKind | null) | null): Step =>
  at(seconds, what, (stage) => {
    stage.disturb(faultOf);
  });

const listed = (names: string | readonly string[]): string =>
  typeof names === 'string' ? `${names} is` : `${names.join(', ')} are`;

/** `a`, `b`, `c` and so on: what the instances of the beginning are called, in the order in which they were started. */
export const names = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => String.fromCharCode('a'.charCodeAt(0) + from + index));

/** The calls that reach these instances get that. */
export const refuse = (name: string, fault: FaultKind, seconds: number): Step =>
  at(seconds, `${name} answers: ${fault}`, ({ cluster, id }) => {
    cluster.cutOff(fault, { of: id(name) });
  });

export const loseNats = (seconds: number): Step =>
  at(seconds, 'the NATS server is gone', ({ cluster }) => {
    cluster.loseNats();
  });

export const regainNats = (seconds: number): Step =>
  at(seconds, 'the NATS server is back', ({ cluster }) => {
    cluster.regainNats();
  });

export const failOver = (clockSkewSeconds: number, seconds: number): Step =>
  at(seconds, `a database host takes over whose clock is ${clockSkewSeconds} s ahead`, ({ cluster }) => {
    cluster.failOver({ clockSkewSeconds });
  });
