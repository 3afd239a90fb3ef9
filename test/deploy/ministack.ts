import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Environment, Processes } from './processes.ts';
import { installPythonProgram } from './python-program.ts';
import { waitFor } from './wait.ts';

/** A virtual environment with MiniStack; its program. */
export const installMiniStack = (processes: Processes): Promise<string> =>
  installPythonProgram(processes, {
    program: 'ministack',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    environment: 'deploy-test',
  });

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
