import { lost, lostTogether, stale } from '../causes.ts';
import { hour, minute, type Scenario } from '../scenario.ts';
import { deploy, hang, kill, restart, start, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 60 * minute;
const during = { from: begins, until: mends };

const streamer = { service: 'ddp-streamer' };
const presence = { service: 'presence' };
/** a and b are rocket.chat, c, d and f ddp-streamers, e is presence. */
const cluster: Pick<Scenario, 'workspace' | 'lastsSeconds'> = {
  workspace: { mode: 'microservices', instances: [{}, {}, streamer, streamer, presence, streamer] },
  lastsSeconds: 2 * hour,
};

/**
 * Microservices: only ddp-streamers register, nobody says anything of connections, and the entries hold little more
 * than a heartbeat. What happens to a rocket.chat cannot be seen, and must not be guessed.
 */
export const microservices: readonly Scenario[] = [
  { name: 'microservices: all is well', ...cluster, script: [], causes: [] },
  {
    name: 'microservices: a rocket.chat is killed, and another started much later, which nobody can see',
    ...cluster,
    script: [kill('b', begins), start(mends)],
    causes: [],
  },
  {
    name: 'microservices: a rocket.chat hangs and wakes up much later, which nobody can see',
    ...cluster,
    script: [hang('b', begins), wake('b', mends)],
    causes: [],
  },
  {
    name: 'microservices: a ddp-streamer is killed, and another started much later',
    ...cluster,
    script: [kill('c', begins), start(mends, 1, streamer)],
    causes: [lost('c', { what: 'c is gone', ...during, endReasons: ['replaced'] })],
  },
  {
    name: 'microservices: a ddp-streamer dies while a rocket.chat is started',
    ...cluster,
    script: [kill('c', begins), start(begins)],
    causes: [lost('c', { what: 'c is gone', from: begins })],
  },
  {
    name: 'microservices: a ddp-streamer hangs and wakes up much later',
    ...cluster,
    script: [hang('c', begins), wake('c', mends)],
    causes: [lost('c', { what: 'c hangs', ...during, endReasons: ['returned'] })],
  },
  {
    name: 'microservices: all ddp-streamers are killed, and the list is empty',
    ...cluster,
    script: [kill(['c', 'd', 'f'], begins), start(mends, 3, streamer)],
    causes: [
      lostTogether(['c', 'd', 'f'], {
        what: 'no ddp-streamer runs',
        ...during,
        // There is no other heartbeat to judge theirs by: each is seen to stand still, or is no longer listed.
        visibleAfter: { ...stale, latestSeconds: 2 * minute },
        endReasons: ['replaced'],
      }),
    ],
  },
  {
    name: 'microservices: every process restarts in turn',
    ...cluster,
    script: [
      restart('a', begins),
      restart('b', begins + 50),
      restart('c', begins + 100, streamer),
      restart('d', begins + 150, streamer),
      restart('e', begins + 200, presence),
    ],
    causes: [],
  },
  { name: 'microservices: a rolling deploy', ...cluster, script: [deploy({ style: 'surge' }, begins)], causes: [] },
];
