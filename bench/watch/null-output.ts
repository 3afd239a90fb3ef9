import { Writable } from 'node:stream';

/** Counts lines, and keeps the last. */
export class NullOutput extends Writable {
  lines = 0;
  last = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.last = chunk.toString();
    this.lines += this.last.split('\n').length - 1;
    done();
  }
}
