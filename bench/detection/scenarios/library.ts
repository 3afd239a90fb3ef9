import type { Scenario } from '../scenario.ts';
import { askedThemselves } from './asked.ts';
import { changes } from './changes.ts';
import { counts } from './counts.ts';
import { database } from './database.ts';
import { flapping } from './flapping.ts';
import { losses } from './losses.ts';
import { memory } from './memory.ts';
import { microservices } from './microservices.ts';
import { nats } from './nats.ts';
import { outages } from './outages.ts';
import { partitions } from './partitions.ts';
import { quiet } from './quiet.ts';
import { restarts } from './restarts.ts';
import { rollOuts } from './roll-outs.ts';
import { small } from './small.ts';

/** Every scenario, by what it is about. */
export const library: Readonly<Record<string, readonly Scenario[]>> = {
  'all is well': quiet,
  'processes die or hang': losses,
  'processes restart': restarts,
  'rolling deploys': rollOuts,
  'broken networks': partitions,
  'calls that fail': outages,
  'workspaces of one and two': small,
  'a monolith over NATS': nats,
  microservices,
  'what comes and goes all day': flapping,
  'slow restarts, database hosts, autoscaling': changes,
  'a database out of reach': database,
  'low memory': memory,
  'instances are asked themselves': askedThemselves,
  'a number of instances is expected': counts,
};

export const scenarios: readonly Scenario[] = Object.values(library).flat();
