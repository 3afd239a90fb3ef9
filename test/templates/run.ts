/**
 * The templates of many configurations, read by cfn-lint as CloudFormation would read them: `npm run lint:templates`.
 * It exits with 1 where cfn-lint finds anything.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Processes } from '../deploy/processes.ts';
import { installPythonProgram } from '../deploy/python-program.ts';
import { makeStack } from '../lib/make-stack.ts';
import { linted } from './configurations.ts';

/** Opinions that do not hold here, each with its reason. */
const ignored: Readonly<Record<string, string>> = {
  W3005: 'The CDK has a resource wait for a role together with its policy, and names the role once more for that.',
};

/** What must be found, or nothing is looked at. */
const faulty = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { NoSuchProperty: 1 } } } };

const processes = new Processes();
process.once('exit', () => {
  processes.killAll();
});
const directory = mkdtempSync(join(tmpdir(), 'alerter-templates-'));
try {
  const templates = linted.map(([name, configuration], index) => {
    const { app, stack } = makeStack(configuration, join(directory, String(index)));
    const { templateFullPath } = app.synth().getStackByName(stack.stackName);
    console.log(`${index}: ${name}`);
    return templateFullPath;
  });
  const lint = await installPythonProgram(processes, {
    program: 'cfn-lint',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    environment: 'lint-templates',
  });
  const lintAll = (files: readonly string[]): Promise<string> => {
    const options = ['--regions', 'us-east-1', '--format', 'parseable', '--ignore-checks', ...Object.keys(ignored)];
    return processes.run(lint, [...options, '--', ...files], { timeoutSeconds: 300 });
  };
  const faultyFile = join(directory, 'faulty.json');
  writeFileSync(faultyFile, JSON.stringify(faulty));
  await assert.rejects(lintAll([faultyFile]), /NoSuchProperty/, 'cfn-lint does not find a fault');
  await lintAll(templates);
  console.log(`cfn-lint finds nothing in ${templates.length} templates`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true });
}
