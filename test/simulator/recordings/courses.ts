import type { StartOptions } from '../../../simulator/process-factory.ts';
import type { Cluster, CourseOfEvents, Step } from './play.ts';

/** The courses of events of the recordings, as test/fixtures/README.md lists them. */

const startSeconds = 9;
const gibibyte = 1024 ** 3;
const memory = { totalBytes: 24 * gibibyte, freeBytes: 21 * gibibyte };
const littleMemory = { totalBytes: 24 * gibibyte, freeBytes: Math.round(0.4 * gibibyte) };

type Where = (name: string) => StartOptions;

const at = (time: string, act: (cluster: Cluster) => void): Step => [time, act];

const later = (time: string, seconds: number): string =>
  new Date(Date.parse(`2026-11-27T${time}.000Z`) + seconds * 1000).toISOString().slice(11, 19);

/** What the hours over TCP and over NATS have in common, so many seconds later. */
function losses(shift: number, where: Where): readonly Step[] {
  const starting = (time: string, name: string, options: StartOptions = {}): Step =>
    at(later(time, shift), ({ start }) => {
      start(name, { memory, ...where(name), startSeconds, ...options });
    });
  const stopping = (time: string, name: string): Step =>
    at(later(time, shift), ({ workspace, id }) => {
      workspace.stop(id(name));
    });
  const doing = (time: string, act: (cluster: Cluster) => void): Step => at(later(time, shift), act);
  return [
    stopping('07:29:17', '3'),
    starting('07:32:37', '3'),
    doing('07:34:37', ({ workspace, id }) => {
      workspace.kill(id('2'));
    }),
    starting('07:37:57', '2'),
    doing('07:39:57', ({ workspace, id }) => {
      workspace.hang(id('1'));
    }),
    doing('07:42:58', ({ workspace, id }) => {
      workspace.wake(id('1'));
    }),
    // A rolling deploy, recreate.
    stopping('07:45:58', '1'),
    starting('07:45:59', '1'),
    stopping('07:46:24', '2'),
    starting('07:46:25', '2'),
    stopping('07:46:50', '3'),
    starting('07:46:51', '3'),
    // A rolling deploy, surge.
    starting('07:50:16', '4'),
    stopping('07:50:34', '1'),
    starting('07:50:46', '5'),
    stopping('07:51:04', '2'),
    starting('07:51:16', '6'),
    stopping('07:51:34', '3'),
    starting('08:07:16', '1', { memory: littleMemory }),
    doing('08:09:16', ({ workspace, id }) => {
      workspace.loseDatabase(id('4'));
    }),
    doing('08:12:16', ({ workspace, id }) => {
      workspace.regainDatabase(id('4'));
    }),
    doing('08:14:47', ({ workspace }) => {
      workspace.loseDatabase();
    }),
    doing('08:16:48', ({ workspace }) => {
      workspace.regainDatabase();
    }),
  ];
}

const names = ['1', '2', '3'];
const upSeconds = [17, 11, 8];
const common = { nodeVersion: 'v20.20.2', healthCheckSeconds: 2 };

const overTcp: Where = (name) => ({ host: `10.9.0.${name}` });
const partBoth = ({ id }: Cluster): [string, string] => [id('4'), id('5')];

export const tcpHour: CourseOfEvents = {
  begins: '07:24:17',
  ends: '08:20:48',
  options: {
    ...common,
    version: '7.7.4',
    instances: names.map((name, index) => ({ memory, ...overTcp(name), upSeconds: upSeconds[index] ?? 0 })),
  },
  names,
  steps: [
    ...losses(0, overTcp),
    at('07:54:46', (cluster) => {
      cluster.workspace.partition(...partBoth(cluster), { silently: true });
    }),
    at('07:58:46', ({ workspace }) => {
      workspace.heal();
    }),
    at('07:59:46', (cluster) => {
      cluster.workspace.partition(...partBoth(cluster));
    }),
    at('08:04:46', ({ workspace }) => {
      workspace.heal();
    }),
  ],
};

export const natsHour: CourseOfEvents = {
  begins: '07:24:22',
  ends: '08:20:53',
  options: {
    ...common,
    version: '7.7.4',
    mode: 'nats',
    instances: upSeconds.map((seconds) => ({ memory, upSeconds: seconds })),
  },
  names,
  steps: [
    ...losses(5, () => ({})),
    at('07:54:51', ({ workspace }) => {
      workspace.loseNats();
    }),
    at('07:57:51', ({ workspace }) => {
      workspace.regainNats();
    }),
    at('08:00:51', ({ workspace, id }) => {
      workspace.loseNats(id('4'));
    }),
    at('08:04:51', ({ workspace, id }) => {
      workspace.regainNats(id('4'));
    }),
  ],
};

const streamer = { service: 'ddp-streamer', startSeconds: 5 };

export const microservicesCourse: CourseOfEvents = {
  begins: '07:27:47',
  ends: '07:45:38',
  options: {
    ...common,
    version: '7.7.4',
    mode: 'microservices',
    instances: [{}, {}, ...Array.from({ length: 2 }, () => ({ service: 'ddp-streamer', upSeconds: 9 }))],
  },
  names: ['server 1', 'server 2', 'streamer 1', 'streamer 2'],
  steps: [
    at('07:29:17', ({ workspace, id }) => {
      workspace.kill(id('server 2'));
    }),
    at('07:32:17', ({ start }) => {
      start('server 2');
    }),
    at('07:32:37', ({ workspace, id }) => {
      workspace.kill(id('streamer 2'));
    }),
    at('07:35:57', ({ start }) => {
      start('streamer 2', streamer);
    }),
    at('07:37:37', ({ start }) => {
      start('streamer 3', streamer);
    }),
    at('07:37:50', ({ workspace, id }) => {
      workspace.stop(id('streamer 1'));
    }),
    at('07:38:02', ({ start }) => {
      start('streamer 4', streamer);
    }),
    at('07:38:15', ({ workspace, id }) => {
      workspace.stop(id('streamer 2'));
    }),
    at('07:41:18', ({ workspace, id }) => {
      for (const name of ['streamer 3', 'streamer 4']) workspace.kill(id(name));
    }),
  ],
};
