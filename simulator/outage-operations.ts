import type { Timestamp } from '../core/base/time.ts';
import type { StartOptions } from './process-factory.ts';
import { ProcessOperations } from './process-operations.ts';

/** One instance, or a group of them. */
type Ids = string | readonly string[];

/** What can happen to the network and the database of a workspace. */
export abstract class OutageOperations extends ProcessOperations {
  /**
   * From now on no process of one side reaches any of the other. `silently`: packets vanish, so that connections that
   * stand show nothing for a quarter of an hour; else they are reset. Over NATS, processes do not talk to each other.
   */
  partition(a: Ids, b: Ids, { silently = false }: { readonly silently?: boolean } = {}): void {
    const at = this.cluster.catchUp();
    this.cluster.network.cut([a].flat(), [b].flat(), silently ? 'dropped' : 'reset', at);
    this.cluster.note({ kind: 'network changed' }, at);
  }

  /** Lets the two sides reach each other again; without sides, everybody. */
  heal(...sides: [] | [a: Ids, b: Ids]): void {
    const at = this.cluster.catchUp();
    const [a, b] = sides;
    this.cluster.network.heal(a === undefined ? null : [a].flat(), b === undefined ? null : [b].flat(), at);
    this.cluster.note({ kind: 'network changed' }, at);
  }

  /** In the mode `nats`: these processes lose the NATS server; without ids, it is gone itself. */
  loseNats(ids?: Ids): void {
    const at = this.cluster.catchUp();
    this.cluster.nats.lose(ids === undefined ? null : [ids].flat(), at);
  }

  regainNats(ids?: Ids): void {
    const at = this.cluster.catchUp();
    this.cluster.nats.regain(ids === undefined ? null : [ids].flat(), at);
  }

  /**
   * These processes lose the database: no heartbeat, and a call that they answer hangs for half a minute. Without ids,
   * the database itself is gone, so that nothing expires either.
   */
  loseDatabase(ids?: Ids): void {
    const at = this.cluster.catchUp();
    if (ids === undefined) this.cluster.database.goDown(at);
    else for (const id of [ids].flat()) this.cluster.database.lose(this.cluster.known(id), at);
  }

  /** Who runs, beats at once, and registers again where its record is gone. */
  regainDatabase(ids?: Ids): void {
    const at = this.cluster.catchUp();
    const { database } = this.cluster;
    if (ids === undefined) database.comeUp(at);
    for (const process of ids === undefined ? [] : [ids].flat().map((id) => this.cluster.known(id))) {
      database.regain(process, at);
      this.cluster.hearOfRemoval(process, at);
    }
  }

  /** Another host of the database takes over, whose clock is so far ahead; records keep the dates that they have. */
  failOver({ clockSkewSeconds }: { readonly clockSkewSeconds: number }): void {
    this.cluster.database.failOver(this.cluster.catchUp(), clockSkewSeconds * 1000);
  }

  /**
   * No process can write to the database for that long, as with a full quota, while it can be read and deletes what
   * expires. Processes whose record is gone register again afterwards, under the same id.
   */
  stallDatabase(seconds: number): void {
    const at = this.cluster.catchUp();
    this.cluster.database.stall(at, at + seconds * 1000);
  }

  /** Puts in the record of a process that does not exist, with a heartbeat of that time, and returns its id. */
  ghost({ heartbeatAt, ...options }: StartOptions & { readonly heartbeatAt: Timestamp }): string {
    const at = this.cluster.catchUp();
    return this.cluster.addGhost(this.cluster.random.uuid(), at, options, Date.parse(heartbeatAt));
  }

  /** Deletes a record by hand; a living process registers again at its next heartbeat, under the same id. */
  deleteRecord(id: string): void {
    this.cluster.database.delete(id, this.cluster.catchUp());
  }
}
