import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';

export type Bytes = AsyncIterable<Uint8Array>;

/** No text begins with it. */
export const firstByteOfGzip = 0x1f;

/**
 * What is in a file, gzipped or not, by what it begins with. A file that is being written, or whose writer was killed,
 * has no end yet: what is there is given.
 */
export async function* unzipped(source: Bytes): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const whole = beginningWith(first.value, { [Symbol.asyncIterator]: () => chunks });
  yield* first.value[0] === firstByteOfGzip ? gunzipped(whole) : whole;
}

async function* beginningWith(first: Uint8Array, rest: Bytes): AsyncGenerator<Uint8Array, void, undefined> {
  yield first;
  yield* rest;
}

function gunzipped(source: Bytes): Bytes {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  // An error of the source ends the reading of what comes out of it.
  pipeline(Readable.from(source), gunzip, () => undefined);
  return gunzip;
}
