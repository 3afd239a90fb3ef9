import { alertmanager } from './alertmanager.ts';
import { discord } from './discord.ts';
import type { Fake } from './fake.ts';
import { matrix } from './matrix.ts';
import { ntfy } from './ntfy.ts';
import { opsgenie } from './opsgenie.ts';
import { pagerduty } from './pagerduty.ts';
import { teamsWorkflow } from './teams-workflow.ts';
import { telegram } from './telegram.ts';
import { webhook } from './webhook.ts';

export const fakes: readonly Fake[] = [
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
