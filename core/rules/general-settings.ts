import { durationSetting, type Setting, type ValuesOf } from '../settings/setting.ts';
import * as v from 'valibot';

const minute = 60;
const hour = 60 * minute;

const remindEvery: Setting<'remindEverySeconds', number> = {
  name: 'remindEverySeconds',
  default: 4 * hour,
  value: v.pipe(v.number(), v.minValue(0)),
  // It stands under `alerts`.
  input: null,
  docs: null,
};

/** Stands beside the workspace's name: `expectedInstances: { min: 2 }`. */
const minInstances: Setting<'minInstances', number | null> = {
  name: 'minInstances',
  default: null,
  value: v.nullable(v.number()),
  input: null,
  docs: null,
};

/** Stands beside the workspace's name. */
const heartbeatEvery: Setting<'heartbeatEverySeconds', number> = {
  name: 'heartbeatEverySeconds',
  default: 10,
  value: v.pipe(v.number(), v.minValue(1)),
  input: null,
  docs: null,
};

/** Settings beside those of the rules, because several rules use them. */
export const generalSettings = {
  /** A loss and a newcomer this close to each other are one process replacing another. */
  replacementWindow: durationSetting({
    name: 'replacementWindowSeconds',
    default: 5 * minute,
    limits: { from: '0s', to: '24h' },
    meaning:
      'An instance that goes and one that comes within this time of each other count as a replacement, which sends no alert. Longer: slow deployments stay quiet, but an unrelated new instance can excuse a loss.',
    example: '10m',
  }),
  /** A loss that nothing replaced is accepted after this long. */
  forgetAfter: durationSetting({
    name: 'forgetAfterSeconds',
    default: 24 * hour,
    limits: { deployment: { from: '1m', to: '365d' }, local: { from: '1s', to: '365d' } },
    meaning:
      'A lost instance without a replacement is treated as removed on purpose after this time, and its incident closes. Must be longer than `disappeared.for` and `unresponsive.for`. Longer: reminders go on for longer.',
    example: '3d',
  }),
  /** How often an open incident is repeated. */
  remindEvery,
  /** So many instances suffice: what is lost beyond that was one too many. */
  minInstances,
  /** How often each process writes its heartbeat. */
  heartbeatEvery,
};

export type GeneralValues = ValuesOf<typeof generalSettings>;
