import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import * as v from 'valibot';
import { readConfiguration } from '../../config/load.ts';
import { AlerterStack } from '../../lib/alerter-stack.ts';

const cdkJson = v.object({ context: v.record(v.string(), v.unknown()) });

/**
 * The app's stack, as its feature flags make it, but without bundling its function, and unchecked by the CDK.
 *
 * @param outdir where the templates go
 */
export const makeStack = (
  configuration: string,
  outdir: string,
): { readonly app: App; readonly stack: AlerterStack } => {
  const { context } = v.parse(cdkJson, JSON.parse(readFileSync('cdk.json', 'utf8')));
  const quiet = { '@aws-cdk/core:annotationsInValidationReport': false };
  const app = new App({
    outdir,
    context: { ...context, ...quiet, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
    stackTraces: false,
  });
  const settings = readConfiguration(configuration, 'alerter.yaml');
  return { app, stack: new AlerterStack(app, 'RocketChatAlerter', { settings }) };
};
