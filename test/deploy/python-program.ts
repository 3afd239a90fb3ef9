import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Processes } from './processes.ts';

interface PythonProgram {
  /** What its package installs. */
  readonly program: string;
  /** A file with its package and all that it needs, each with its version. */
  readonly requirements: string;
  /** The name of its virtual environment. */
  readonly environment: string;
}

const environments = join(import.meta.dirname, '../../.venv');
const pythons = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

const findPython = async (processes: Processes, program: string): Promise<string> => {
  for (const python of pythons) {
    const isNewEnough = 'import sys; sys.exit(sys.version_info < (3, 10))';
    const found = await processes.run(python, ['-c', isNewEnough], { timeoutSeconds: 30 }).then(
      () => true,
      () => false,
    );
    if (found) return python;
  }
  throw new Error(`Python 3.10 or later is needed to run ${program}, and was not found: install it as python3`);
};

/** A virtual environment with a program, made anew only where the requirements have changed; gives its path. */
export const installPythonProgram = async (
  processes: Processes,
  { program, requirements, environment }: PythonProgram,
): Promise<string> => {
  const directory = join(environments, environment);
  const marker = join(directory, 'installed-requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  const bin = join(directory, 'bin');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return join(bin, program);

  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const python = await findPython(processes, program);
  await processes.run(python, ['-m', 'venv', directory], { timeoutSeconds: 120 });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  await processes.run(join(bin, 'python'), install, { timeoutSeconds: 300 });
  writeFileSync(marker, wanted);
  return join(bin, program);
};
