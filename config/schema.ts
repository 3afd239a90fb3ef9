import * as v from 'valibot';
import { duration, durationOr } from '../core/settings/duration.ts';
import { encryptionSchema } from './encryption.ts';
import { maintenanceSchema, timeZone } from './maintenance-schema.ts';
import { isMapping, mapping } from './mapping.ts';
import { vpcSchema } from './network.ts';
import { probeSchema } from './probe-schema.ts';
import { alertsSchema, operationsSchema } from './routes-schema.ts';
import { rulesSchemas } from './rules.ts';
import { statusPageSchema } from './status-page-schema.ts';
import { summarySchema } from './summary-schema.ts';
import {
  authoritySchema,
  docsUrl,
  heartbeatUrl,
  maybe,
  parameterName,
  text,
  wholeNumber,
  workspaceName,
} from './values.ts';
import type { Use } from '../core/settings/values.ts';

/** A stack holds 500 resources, a schedule per workspace among them; counted is what it holds in the end. */
export const maxWorkspaces = 300;

const flag = v.boolean('true or false');

/** Whether it will do depends on `allowInsecure` too. */
export const urlSchema = text(
  /^[Hh][Tt]{2}[Pp][Ss]?:\/\/\S+$/,
  'the URL of the workspace, such as https://chat.example.com',
);

const exactly = wholeNumber(1, 10_000);
const atLeast = mapping({ min: exactly });
/** How many there should be; or the least number of those that are scaled up and down. */
const expectedInstances = v.lazy((given) => (isMapping(given) ? atLeast : exactly));

/** How soon a check looks again while something is pending; `off` for never before the next is due. */
const recheckEvery = (use: Use) => durationOr('off', { from: use === 'deployment' ? '30s' : '1s', to: '14m' });

export const heartbeatEvery = duration({ from: '1s', to: '10m' });

const workspaceSchema = (use: Use) =>
  mapping({
    name: workspaceName,
    url: urlSchema,
    allowInsecure: maybe(flag),
    ca: maybe(authoritySchema),
    credentials: maybe(parameterName('/rocketchat-alerter/production')),
    every: maybe(
      use === 'deployment'
        ? duration({ from: '1m', to: '12h', wholeMinutes: true })
        : duration({ from: '1s', to: '12h' }),
    ),
    heartbeatUrl: maybe(heartbeatUrl),
    recheckEvery: maybe(recheckEvery(use)),
    heartbeatEvery: maybe(heartbeatEvery),
    expectedInstances: maybe(expectedInstances),
    metrics: maybe(flag),
    probe: maybe(probeSchema),
    timeZone: maybe(timeZone),
    rules: maybe(rulesSchemas[use]),
    maintenance: maybe(maintenanceSchema),
  });

const workspaces = (use: Use) => {
  const allowed = 'a list of workspaces, each with a name and a url';
  const list = v.pipe(v.array(workspaceSchema(use), allowed), v.nonEmpty(`${allowed}; at least one`));
  const wayOut = 'give the others a file and a stack of their own: see docs/many-workspaces.md';
  const tooMany = `at most ${maxWorkspaces} workspaces in one stack; ${wayOut}`;
  return v.pipe(list, v.maxLength(maxWorkspaces, tooMany));
};

const parts = (use: Use) => ({
  rules: maybe(rulesSchemas[use]),
  maintenance: maybe(maintenanceSchema),
  alerts: maybe(alertsSchema),
  operations: maybe(operationsSchema),
  summary: maybe(summarySchema),
  timeZone: maybe(timeZone),
  history: maybe(mapping({ keep: maybe(duration({ from: '1d', to: '3650d' })), removeWithStack: maybe(flag) })),
  dashboard: maybe(flag),
  statusPage: maybe(statusPageSchema),
  metrics: maybe(flag),
  docsUrl: maybe(docsUrl),
  vpc: maybe(vpcSchema),
  encryption: maybe(encryptionSchema),
});

/** `alerter.yaml`, as its writer may leave it: everything but the workspaces' names and URLs has a default. */
export const deploymentSchema = mapping({ workspaces: workspaces('deployment'), ...parts('deployment') });
export const localSchema = mapping({ workspaces: maybe(workspaces('local')), ...parts('local') });

export type WorkspaceInFile = v.InferOutput<ReturnType<typeof workspaceSchema>>;
export type AlertsInFile = v.InferOutput<typeof alertsSchema>;
export type FileContent = v.InferOutput<typeof localSchema>;
