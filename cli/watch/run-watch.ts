import { PublishError, type Publisher } from '../../adapters/sns/publisher.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import type { CommandSession } from '../base/session.ts';
import { heartbeatOf } from '../input/heartbeat.ts';
import { interruptedBy } from '../base/interruption.ts';
import { showAlert, showCheck, showSummary } from '../output/shown.ts';
import { type ExitCode, exitCodes, Problem } from '../base/problem.ts';
import type { MetricsAddress } from '../metrics/serve-metrics.ts';
import { openLocalStore } from '../store/local-store.ts';
import type { Terminal } from '../base/terminal.ts';
import { controlledBy } from './control.ts';
import { destinationsOf } from './destinations.ts';
import { fanOut } from './fan-out.ts';
import { consoleOf } from './served-console.ts';
import { metricsOf } from './served-metrics.ts';
import { WorkspaceProgress } from './progress.ts';
import { HourlyRemoval } from './removal.ts';
import { credentialsFor } from '../input/secrets.ts';
import { watchedBy, type WatchedOptions } from './watched.ts';
import { watchWorkspace } from './watch-workspace.ts';
import { sendWeekly } from './weekly-summary.ts';

export interface WatchOptions extends WatchedOptions {
  readonly store?: string;
  readonly checks?: number;
  readonly json?: true;
  /** Serves a console, on a port where one is named. */
  readonly console?: true | number;
  /** Where a browser finds it, such as behind a proxy. */
  readonly consoleUrl?: URL;
  /** Where metrics are served; nowhere where it is left out. */
  readonly metrics?: MetricsAddress;
}

/** Watches until it is interrupted, or has made all checks. @throws Problem or ConfigurationError where it cannot begin */
export async function runWatch(options: WatchOptions, session: CommandSession): Promise<ExitCode> {
  const { terminal, environment } = session;
  const watched = watchedBy(options);
  const { workspaces, settings } = watched;
  const onNote = (note: string): void => {
    terminal.progress(`note: ${note}`);
  };
  const credentials = credentialsFor(workspaces, environment);
  const recipients = settings === null ? null : { alerts: settings.alerts, smtp: settings.operations.smtp };
  const destinations = await destinationsOf(recipients, { environment, onNote, trusted: workspaces });
  const store = await openLocalStore(options.store ?? null);
  const interruption = interruptedBy(['SIGINT', 'SIGTERM']);
  const ended = new AbortController();
  const signal = AbortSignal.any([interruption.signal, terminal.lost, ended.signal]);
  const checked = workspaces.map((workspace) => ({ workspace, progress: new WorkspaceProgress(workspace) }));
  const progress = checked.map((one) => one.progress);
  const endControl = await controlledBy(
    { directory: options.store ?? null, store, progress, clock: session.clock },
    onNote,
  );
  const isJson = options.json === true;
  const removal = new HourlyRemoval({ store, clock: session.clock, interruption: signal, onNote });
  const time = settings?.summary ?? null;
  const weekly =
    time === null
      ? Promise.resolve()
      : sendWeekly({
          time,
          workspaces,
          destinations,
          store,
          isKept: options.store !== undefined,
          clock: session.clock,
          interruption: signal,
          onNote,
          show: (summary) => showSummary(summary, terminal, isJson),
        });
  let endConsole = (): Promise<void> => Promise.resolve();
  let endMetrics = (): Promise<void> => Promise.resolve();
  try {
    const metrics = await metricsOf(options, workspaces, terminal);
    endMetrics = metrics.end;
    const { acknowledgeUrlOf, end } = await consoleOf(options, { store, clock: session.clock, terminal });
    endConsole = end;
    await Promise.all(
      checked.map(async ({ workspace, progress: own }) => {
        const source = credentials.get(workspace.name);
        if (source === undefined) throw new Error(`no credentials were read for ${workspace.name}`);
        const { name, url, everySeconds } = workspace;
        if (!isJson) terminal.progress(`watching ${name} at ${url}, every ${everySeconds} s`);
        const onOwnNote = (note: string): void => {
          onNote(workspaces.length === 1 ? note : `${name}: ${note}`);
        };
        const origin: AlertOrigin = {
          workspaceUrl: url,
          docsUrl: settings?.docsUrl ?? null,
          timeZone: workspace.timeZone ?? null,
          forgetAfterSeconds: workspace.rules.forgetAfterSeconds,
          deployment: null,
        };
        const shown = terminalPublisher(terminal, isJson, origin);
        const publisher = fanOut({
          shown,
          destinations,
          // Not what is printed: that may be kept where others read it.
          origin: { ...origin, ...(acknowledgeUrlOf !== undefined && { acknowledgeUrlOf }) },
          onNote: onOwnNote,
        });
        await watchWorkspace({
          workspace,
          credentials: source,
          store,
          clock: session.clock,
          nextDue: (dueAt, now) => watched.nextDue(workspace, dueAt, now),
          maxChecks: options.checks ?? Infinity,
          interruption: signal,
          heartbeat: heartbeatOf(workspace, { environment, isOnly: workspaces.length === 1, onNote: onOwnNote }),
          publisher,
          progress: own,
          onCheck: async (snapshot) => {
            metrics.onCheck(snapshot);
            await showCheck(snapshot, terminal, isJson);
            removal.startIfDue();
            // Publishing waits for those before it; what could not be shown is published once it can be.
            if (snapshot.alert !== null) await publisher.hurry(snapshot.alert).catch(ignorePublishError);
          },
          onRemark: onOwnNote,
        });
      }),
    );
    return exitCodeOf(progress);
  } finally {
    ended.abort();
    await removal.ended();
    await weekly;
    interruption.release();
    await endConsole();
    await endMetrics();
    await endControl();
    await store.close();
  }
}

const ignorePublishError = (error: unknown): void => {
  if (!(error instanceof PublishError)) throw error;
};

/** @throws Problem where no check was made */
function exitCodeOf(progress: readonly WorkspaceProgress[]): ExitCode {
  const ended = progress.filter(({ wasHealthy }) => wasHealthy !== null);
  if (ended.length === 0) throw new Problem('interrupted before the first check was made');
  const failures = ended.map(({ report }) => report).filter(({ made, failed }) => made === 0 && failed > 0);
  const [failure] = failures;
  if (failures.length === ended.length && failure !== undefined) {
    throw new Problem(`no check could be made. ${failure.failure?.reason ?? ''}`);
  }
  return ended.every(({ wasHealthy }) => wasHealthy === true) ? exitCodes.healthy : exitCodes.problemsFound;
}

/** Alerts on stdout. One that could not be written has not been delivered, and waits for the next watch. */
const terminalPublisher = (terminal: Terminal, isJson: boolean, origin: AlertOrigin): Publisher => ({
  publish: async (alert) => {
    await showAlert(alert, terminal, { isJson, origin });
    if (!terminal.lost.aborted) return;
    throw new PublishError({ destination: 'stdout', alert, kind: 'unavailable', cause: terminal.lost.reason });
  },
});
