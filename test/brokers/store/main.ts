/** The process in which the records of all clusters are kept: what MongoDB is to Rocket.Chat. */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import * as v from 'valibot';
import { FastClock, realMilliseconds } from '../fast-clock.ts';
import { expirySeconds, sweepSeconds } from '../facts.ts';
import { listen } from '../listen.ts';
import { undatedRecordSchema } from '../protocol.ts';
import { Collection } from './collection.ts';

const clock = new FastClock(Number(process.argv[2]));
const collections = new Map<string, Collection>();

const collectionOf = (cluster: string): Collection => {
  const known = collections.get(cluster) ?? new Collection(() => clock.timestamp());
  collections.set(cluster, known);
  return known;
};

/** `GET /CLUSTER` lists, `POST /CLUSTER` inserts, `POST /CLUSTER/ID` touches. */
const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  const [, cluster = '', id] = (request.url ?? '').split('/');
  const collection = collectionOf(cluster);
  if (request.method === 'GET') {
    response.end(JSON.stringify(collection.list()));
    return;
  }
  void json(request).then((body) => {
    if (id === undefined) {
      collection.insert(v.parse(undatedRecordSchema, body));
      response.end();
    } else {
      const { conns } = v.parse(v.object({ conns: v.number() }), body);
      response.writeHead(collection.touch(id, conns) ? 200 : 404).end();
    }
  });
});

setInterval(() => {
  for (const collection of collections.values()) collection.removeOlderThan(clock.now() - expirySeconds * 1000);
}, realMilliseconds(sweepSeconds));

process.once('disconnect', () => process.exit());
process.send?.({ url: await listen(server) });
