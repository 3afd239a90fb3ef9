import { alertmanager } from './alertmanager.ts';
import { discord } from './discord.ts';
import { matrix } from './matrix.ts';
import { ntfy } from './ntfy.ts';
import { opsgenie } from './opsgenie.ts';
import { pagerduty } from './pagerduty.ts';
import type { Service } from './service.ts';
import { teamsWorkflow } from './teams-workflow.ts';
import { telegram } from './telegram.ts';
import { webhook } from './webhook.ts';

/** Every service that alerts can go to: the only place that names them. */
export const services: readonly Service[] = [
  pagerduty,
  opsgenie,
  alertmanager,
  webhook,
  teamsWorkflow,
  discord,
  telegram,
  matrix,
  ntfy,
];
