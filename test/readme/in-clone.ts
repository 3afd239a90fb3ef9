import { join } from 'node:path';
import { simulatedCredentials } from '../../simulator/options.ts';
import { installMiniStack, startMiniStack } from '../deploy/ministack.ts';
import { consumerEnvironment, root, type Stage } from '../package/stage.ts';
import { inAccount, readmeEnvironment } from './account.ts';
import { playReadme } from './play.ts';

/** What is committed, cloned, and used as the README says. */
export async function inClone({ report, processes, directory, url }: Stage): Promise<void> {
  const { ROCKETCHAT_USER_ID: _, ROCKETCHAT_AUTH_TOKEN: __, ...ours } = consumerEnvironment();
  const folder = join(directory, 'clone');
  const endpoint = await report.step('a local AWS runs', async () =>
    startMiniStack(processes, await installMiniStack(processes), directory, ours),
  );
  await report.step('it is cloned', () =>
    processes.run('git', ['clone', '--quiet', '--no-hardlinks', root, folder], { timeoutSeconds: 60 }),
  );
  await playReadme({
    report,
    processes,
    folder,
    environment: { ...ours, ...readmeEnvironment(endpoint, join(directory, 'home')) },
    substitutions: { url, ...simulatedCredentials },
    typedHere: (command) => command,
    skipped: ({ skipped = null }) => skipped,
    ...inAccount(folder, endpoint),
  });
}
