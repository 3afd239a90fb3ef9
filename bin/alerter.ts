import { App } from 'aws-cdk-lib';
import { AlerterStack } from '../lib/alerter-stack.ts';
import { ConfigurationError } from '../lib/config/configuration-error.ts';
import { isMapping } from '../lib/config/mapping.ts';
import { findSettings, findStackName } from '../lib/config/find-settings.ts';

const app = new App();
const context: unknown = app.node.getAllContext();
try {
  const options = isMapping(context) ? context : {};
  new AlerterStack(app, findStackName(options), { settings: findSettings(options, '.') });
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`\n${error.message}\n\n`);
  process.exit(2);
}
