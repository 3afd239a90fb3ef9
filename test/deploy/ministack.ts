import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Environment, Processes } from './processes.ts';
import { waitFor } from './wait.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const environmentDirectory = join(import.meta.dirname, '../../.venv/deploy-test');
const pythons = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

const findPython = async (processes: Processes): Promise<string> => {
  for (const python of pythons) {
    const isNewEnough = 'import sys; sys.exit(sys.version_info < (3, 10))';
    const found = await processes.run(python, ['-c', isNewEnough], { timeoutSeconds: 30 }).then(
      () => true,
      () => false,
    );
    if (found) return python;
  }
  throw new Error('Python 3.10 or later is needed to run MiniStack, and was not found: install it as python3');
};

/** A virtual environment with MiniStack, made anew only where the requirements have changed. */
export const installMiniStack = async (processes: Processes): Promise<string> => {
  const marker = join(environmentDirectory, 'installed-requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  const bin = join(environmentDirectory, 'bin');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return join(bin, 'ministack');

  rmSync(environmentDirectory, { recursive: true, force: true });
  mkdirSync(environmentDirectory, { recursive: true });
  await processes.run(await findPython(processes), ['-m', 'venv', environmentDirectory], { timeoutSeconds: 120 });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  await processes.run(join(bin, 'python'), install, { timeoutSeconds: 300 });
  writeFileSync(marker, wanted);
  return join(bin, 'ministack');
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('there is no free port'));
      });
    });
  });

/**
 * Starts MiniStack and resolves with its endpoint once it answers. Everything it keeps goes under the directory.
 *
 * @param program as `installMiniStack` gives it.
 */
export const startMiniStack = async (
  processes: Processes,
  program: string,
  directory: string,
  environment: Environment,
): Promise<string> => {
  const port = await freePort();
  // By this name, and no number: that is how buckets are addressed.
  const endpoint = `http://localhost:${port}`;
  const env = {
    ...environment,
    GATEWAY_PORT: String(port),
    AWS_ENDPOINT_URL: endpoint,
    TMPDIR: directory,
    STATE_DIR: join(directory, 'state'),
    S3_DATA_DIR: join(directory, 's3'),
  };
  const child = processes.start(program, [], { env, logFile: join(directory, 'ministack.log') });
  await waitFor('MiniStack to answer', 60, async () => {
    if (child.exitCode !== null) throw new Error(`MiniStack ended with code ${child.exitCode}`);
    const healthy = await fetch(`${endpoint}/_localstack/health`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    );
    return healthy ? true : null;
  });
  return endpoint;
};
