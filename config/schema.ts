import * as v from 'valibot';
import { duration } from './duration.ts';
import { encryptionSchema } from './encryption.ts';
import { maintenanceSchema } from './maintenance-schema.ts';
import { mapping } from './mapping.ts';
import { vpcSchema } from './network.ts';
import { probeSchema } from './probe-schema.ts';
import { alertsSchema, operationsSchema } from './routes-schema.ts';
import { heartbeatUrl, maybe, parameterName, severity, text, wholeNumber, workspaceName } from './values.ts';

/** What a configuration is for: a stack whose schedules know whole minutes, or a watch on this machine. */
export type Use = 'deployment' | 'local';

/** A stack holds 500 resources, a schedule per workspace among them; counted is what it holds in the end. */
export const maxWorkspaces = 300;

const lasting = { for: maybe(duration({ from: '0s', to: '24h' })), severity };

const percentage = 'a number from 0 (which switches the rule off) to 100';
const percent = v.pipe(v.number(percentage), v.minValue(0, percentage), v.maxValue(100, percentage));

/** Of one process. */
const mebibytes = wholeNumber(1, 1024 * 1024);

/** Durations below these make sense only where somebody tries things out: a stack checks once a minute at most. */
const minDurations = {
  // Heartbeats come every 10 s, so that of a healthy instance is 20 s old when a single one is late.
  deployment: { staleAfter: '20s', within: '1m', forgetAfter: '1m' },
  local: { staleAfter: '1s', within: '1s', forgetAfter: '1s' },
} as const satisfies Record<Use, object>;

const rulesFor = (use: Use) => {
  const min = minDurations[use];
  return mapping({
    disappeared: maybe(mapping(lasting)),
    unresponsive: maybe(mapping({ staleAfter: maybe(duration({ from: min.staleAfter, to: '1h' })), ...lasting })),
    disconnected: maybe(mapping(lasting)),
    lowMemory: maybe(mapping({ freePercent: maybe(percent), severity })),
    memory: maybe(
      mapping({
        limitMiB: maybe(mebibytes),
        residentMiB: maybe(mebibytes),
        residentPercent: maybe(percent),
        heapLimitMiB: maybe(mebibytes),
        heapPercent: maybe(percent),
        within: maybe(duration({ from: '0s', to: '24h' })),
        ...lasting,
      }),
    ),
    notReady: maybe(mapping(lasting)),
    tooFewInstances: maybe(mapping(lasting)),
    restarting: maybe(
      mapping({
        times: maybe(wholeNumber(2, 100)),
        within: maybe(duration({ from: min.within, to: '24h' })),
        severity,
      }),
    ),
    unreachable: maybe(mapping(lasting)),
    unauthorized: maybe(mapping({ severity })),
    replacementWindow: maybe(duration({ from: '0s', to: '24h' })),
    forgetAfter: maybe(duration({ from: min.forgetAfter, to: '365d' })),
  });
};

export const rulesSchemas = { deployment: rulesFor('deployment'), local: rulesFor('local') } as const;

const flag = v.boolean('true or false');

/** What it names or holds is looked at later. */
export const authoritySchema = text(
  /^[^\r\n]{1,500}$|-----BEGIN/,
  'the name of a PEM file with the certificate of your own authority, or what it holds',
);

/** Whether it will do depends on `allowInsecure` too. */
export const urlSchema = text(
  /^[Hh][Tt]{2}[Pp][Ss]?:\/\/\S+$/,
  'the URL of the workspace, such as https://chat.example.com',
);

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
    expectedInstances: maybe(wholeNumber(1, 10_000)),
    probe: maybe(probeSchema),
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
  history: maybe(mapping({ keep: maybe(duration({ from: '1d', to: '3650d' })), removeWithStack: maybe(flag) })),
  dashboard: maybe(flag),
  vpc: maybe(vpcSchema),
  encryption: maybe(encryptionSchema),
});

/** `alerter.yaml`, as its writer may leave it: everything but the workspaces' names and URLs has a default. */
export const deploymentSchema = mapping({ workspaces: workspaces('deployment'), ...parts('deployment') });
export const localSchema = mapping({ workspaces: maybe(workspaces('local')), ...parts('local') });

export type RulesInFile = v.InferOutput<ReturnType<typeof rulesFor>>;
export type WorkspaceInFile = v.InferOutput<ReturnType<typeof workspaceSchema>>;
export type AlertsInFile = v.InferOutput<typeof alertsSchema>;
export type FileContent = v.InferOutput<typeof localSchema>;
