import { statSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { AlerterStack } from '../lib/alerter-stack.ts';
import { cannotBeUsedBecause, ConfigurationError } from '../config/configuration-error.ts';
import { isMapping } from '../config/mapping.ts';
import { findSettings, findStackName } from '../config/find-settings.ts';
import { tooLargeTemplate, tooManyResources } from '../lib/stack-limits.ts';

const refuse = (problems: readonly string[]): void => {
  for (const problem of problems) throw cannotBeUsedBecause('The configuration', problem);
};

const app = new App();
const context: unknown = app.node.getAllContext();
try {
  const options = isMapping(context) ? context : {};
  const stack = new AlerterStack(app, findStackName(options), { settings: findSettings(options, '.') });
  refuse(tooManyResources(stack));
  for (const { stackName, templateFullPath } of app.synth().stacks) {
    refuse(tooLargeTemplate(stackName, statSync(templateFullPath).size));
  }
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exit(2);
}
