/** Installs a NATS server for `npm run test:brokers`, where there is none yet. */
import { ensureNatsServer } from './nats-server.ts';

const server = ensureNatsServer();
process.stdout.write('path' in server ? `NATS server: ${server.path}\n` : `no NATS server: ${server.missing}\n`);
