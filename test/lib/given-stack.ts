import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { AlerterStack } from '../../lib/alerter-stack.ts';
import { makeStack } from './make-stack.ts';

const temporary = mkdtempSync(join(tmpdir(), 'alerter-stack-'));
process.on('exit', () => {
  rmSync(temporary, { recursive: true });
});

export const givenStack = (configuration: string): { readonly app: App; readonly stack: AlerterStack } =>
  makeStack(configuration, mkdtempSync(join(temporary, 'cdk-')));

export const givenTemplate = (configuration: string): Template => Template.fromStack(givenStack(configuration).stack);
