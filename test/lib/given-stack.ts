import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { AlerterStack } from '../../lib/alerter-stack.ts';
import { readConfiguration } from '../../config/load.ts';

const cdkJson = v.object({ context: v.record(v.string(), v.unknown()) });

const temporary = mkdtempSync(join(tmpdir(), 'alerter-stack-'));
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

/** The app's stack, as its feature flags make it, but without bundling its function, and unchecked by the CDK. */
export const givenStack = (configuration: string): { readonly app: App; readonly stack: AlerterStack } => {
  const { context } = v.parse(cdkJson, JSON.parse(readFileSync('cdk.json', 'utf8')));
  const quiet = { '@aws-cdk/core:annotationsInValidationReport': false };
  const app = new App({
    outdir: mkdtempSync(join(temporary, 'cdk-')),
    context: { ...context, ...quiet, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
    stackTraces: false,
  });
  const settings = readConfiguration(configuration, 'alerter.yaml');
  return { app, stack: new AlerterStack(app, 'RocketChatAlerter', { settings }) };
};

export const givenTemplate = (configuration: string): Template => Template.fromStack(givenStack(configuration).stack);
