import { setTimeout } from 'node:timers/promises';
import type { Alert } from '../../lambda/alerts/alert.ts';
import type { Snapshot } from '../../lambda/history/snapshot.ts';
import { alertText } from '../output/alert.ts';
import type { Terminal } from '../terminal.ts';
import { type Scene, scenes } from './scenes.ts';
import { setUp, Stage } from './stage.ts';

/** How long a person who looks on is given to read, in milliseconds. */
const readingTime = { scene: 300, alert: 700 };

/** Lets a simulated cluster live through a bad day, and shows what the alerter makes of it. */
export async function performDemo(terminal: Terminal): Promise<void> {
  const { result, colors } = terminal;
  const startedAt = performance.now();
  const alerts: Alert[] = [];
  const publish = (alert: Alert): Promise<void> => Promise.resolve(void alerts.push(alert));
  const stage = new Stage(await setUp({}), {}, { publish });
  try {
    result(colors.bold('A bad day of a cluster of three, looked at once a minute.'));
    result('The cluster and the time are simulated; the calls, the evaluation and the');
    result('history (an embedded DynamoDB) are those of the real alerter.');
    result(colors.dim(legend(terminal)));
    let [checks, told] = [0, 0];
    for (const scene of scenes) {
      told += await performScene(scene, stage, alerts, terminal);
      checks += scene.checks;
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    result('');
    result(colors.bold(`${checks} checks, ${told} messages, ${seconds} s. Next: README.md, “Deploy in five steps”.`));
  } finally {
    await stage.close();
  }
}

/** Returns how many messages it took. */
async function performScene(scene: Scene, stage: Stage, alerts: Alert[], terminal: Terminal): Promise<number> {
  const { result, colors, isInteractive } = terminal;
  const at = stage.clock.now();
  const place = scene.act(stage.cluster);
  result('');
  result(`${colors.bold(clockTime(at))}  ${colors.cyan(scene.title.replace('{place}', place ?? ''))}`);
  if (isInteractive) await setTimeout(readingTime.scene);

  let told = 0;
  let strip = '';
  const showStrip = (): void => {
    if (strip !== '') result(`       ${strip}`);
    strip = '';
  };
  stage.onRecorded = (snapshot) => {
    strip += mark(snapshot, terminal);
  };
  for (let check = 0; check < scene.checks; check += 1) {
    await stage.checks(1);
    for (const alert of alerts.splice(0)) {
      showStrip();
      for (const line of alertText(alert, terminal)) result(`       ${line}`);
      told += 1;
      if (isInteractive) await setTimeout(readingTime.alert);
    }
  }
  showStrip();
  if (told === 0) result(colors.dim(`       ${scene.checks} checks, nothing to tell`));
  return told;
}

const clockTime = (at: string): string => at.slice(11, 16);

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
