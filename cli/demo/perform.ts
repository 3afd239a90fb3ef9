import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Alert } from '../../core/alerts/alert.ts';
import { unknownOrigin } from '../../core/alerts/origin.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { plusSeconds, startOfMinute, type Timestamp } from '../../core/base/time.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import { alertText } from '../output/alert.ts';
import { defaultProbe } from '../../adapters/probe/settings.ts';
import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import type { Terminal } from '../base/terminal.ts';
import { demoRules, keepRules, nextCommands } from './keepsake.ts';
import { type Scene, scenes } from './scenes.ts';
import { setUp, Stage } from './stage.ts';

/** How long a person who looks on is given to read, in milliseconds. */
const readingTime = { scene: 300, alert: 700 };

/** How long a call that hangs is waited for: nobody wants to wait as long as the real alerter does. */
const hungMilliseconds = 100;

/** What the workspace takes for its answers, one after the other: made up, as the cluster is. */
const answerMilliseconds = [41, 38, 44, 52, 39, 47, 36, 63, 42, 40];

/** As wide as the time before a scene's title. */
const margin = ' '.repeat(7);
/** An hour. */
const marksInLine = 60;

/** What its alerts say of when they end. */
const origin = { ...unknownOrigin, forgetAfterSeconds: defaultRules.forgetAfterSeconds };

/** What is left of the demo when it is over. */
interface DemoKeeps {
  /** The directory to keep its history in, whose last check is then one of just now; null: nowhere. */
  readonly keepIn: string | null;
  /** The file to draw the day into; null: none. */
  readonly report: string | null;
}

/** Lets a simulated cluster live through a bad day, and shows what the alerter makes of it. */
export async function performDemo(terminal: Terminal, { keepIn, report }: DemoKeeps): Promise<void> {
  const { result, colors, lost } = terminal;
  const startedAt = performance.now();
  const alerts: Alert[] = [];
  let firstAlertAt: Timestamp | null = null;
  const publish = (alert: Alert): Promise<void> => {
    firstAlertAt ??= alert.takenAt;
    return Promise.resolve(void alerts.push(alert));
  };
  const asked = { probe: defaultProbe, rules: demoRules, answerMilliseconds };
  const options = { ...asked, ...(keepIn !== null && { keepIn, start: startOfDay() }) };
  const stage = new Stage(await setUp(options), options, { publish });
  try {
    await result(
      colors.bold('A bad day of a cluster of three, looked at once a minute.'),
      'The cluster and the time are simulated; the calls, the evaluation and the',
      'history (an embedded DynamoDB) are those of the real alerter.',
      colors.dim(legend(terminal)),
    );
    let [checks, sent] = [0, 0];
    const begin = stage.clock.now();
    for (const scene of scenes) {
      if (lost.aborted) return;
      sent += await performScene(scene, stage, alerts, terminal);
      checks += scene.checks;
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    await result('', colors.bold(`${checks} checks, ${sent} messages, ${seconds} s.`));
    if (keepIn !== null) await keepRules(keepIn);
    if (report !== null) await drawDay(stage, begin, report, terminal);
    await result('', 'What to try next:', ...nextCommands(keepIn, firstAlertAt).map((line) => `  ${line}`));
  } finally {
    await stage.close();
  }
}

async function drawDay(
  { history, rollups, workspace, clock }: Stage,
  since: Timestamp,
  out: string,
  { result }: Terminal,
) {
  const [{ reportPage }, { writePage, timelineOf }] = await Promise.all([
    import('../../web/report/page.ts'),
    import('../report/write-report.ts'),
  ]);
  const now = clock.now();
  const source = { history, rollups, workspace: workspace.name, now };
  const timeline = await timelineOf(source, { since, until: now }, () => undefined);
  const path = await writePage(await reportPage(timeline, now), out, false);
  await result(`The report of that day: ${pathToFileURL(path).href}`);
}

/** A whole minute, so long ago that the day ends now. */
function startOfDay(): Timestamp {
  const minutes = scenes.reduce((sum, scene) => sum + scene.checks, 0);
  return plusSeconds(startOfMinute(systemClock.now()), -60 * minutes);
}

/** Returns how many messages it took. */
async function performScene(scene: Scene, stage: Stage, alerts: Alert[], terminal: Terminal): Promise<number> {
  const { result, colors, isInteractive } = terminal;
  const at = stage.clock.now();
  const place = scene.act(stage.cluster);
  await result('', `${colors.bold(clockTime(at))}  ${colors.cyan(scene.title.replace('{place}', place ?? ''))}`);
  if (isInteractive) await setTimeout(readingTime.scene);

  let sent = 0;
  let strip: readonly string[] = [];
  const takeStrip = (): string[] => {
    const lines = Array.from({ length: Math.ceil(strip.length / marksInLine) }, (_, line) =>
      strip.slice(line * marksInLine, (line + 1) * marksInLine).join(''),
    );
    const shown = lines.map((line) => `${margin}${line}`);
    strip = [];
    return shown;
  };
  stage.onRecorded = (snapshot) => {
    strip = [...strip, mark(snapshot, terminal)];
    return Promise.resolve();
  };
  for (let check = 0; check < scene.checks; check += 1) {
    const isHung = check === 0 && (scene.isFirstCallHung ?? false);
    stage.callMilliseconds = isHung ? hungMilliseconds : defaultLimits.callMilliseconds;
    await stage.checks(1);
    for (const alert of alerts.splice(0)) {
      await result(...takeStrip(), ...alertText(alert, terminal, origin));
      sent += 1;
      if (isInteractive) await setTimeout(readingTime.alert);
    }
  }
  const quiet = sent === 0 ? [colors.dim(`${margin}${scene.checks} checks, nothing to send`)] : [];
  await result(...takeStrip(), ...quiet);
  return sent;
}

const clockTime = (at: Timestamp): string => at.slice(11, 16);

/** One check in one sign. */
function mark({ outcome, health }: Snapshot, { colors }: Terminal): string {
  if (outcome !== 'ok') return colors.magenta('○');
  if (health.incidents.some(({ state }) => state === 'open')) return colors.red('▲');
  return health.incidents.length > 0 ? colors.yellow('◐') : colors.green('●');
}

const legend = ({ colors }: Terminal): string =>
  [
    `${colors.green('●')} all well`,
    `${colors.yellow('◐')} something may be wrong`,
    `${colors.red('▲')} something is wrong`,
    `${colors.magenta('○')} could not see`,
  ].join('   ');
