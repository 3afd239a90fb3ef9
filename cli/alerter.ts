#!/usr/bin/env node
import { runAlerter } from './program.ts';
import { processQuestions } from './questions/process-questions.ts';
import { processTerminal } from './base/terminal.ts';
import { startingDirectory } from './base/starting-directory.ts';

// The AWS SDK would warn each user of Node 20 that its support ends, at every call.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
// Other tools of AWS read this one, too; the SDK does not.
const { AWS_DEFAULT_REGION: defaultRegion } = process.env;
if (defaultRegion !== undefined) process.env['AWS_REGION'] ??= defaultRegion;

const startedIn = startingDirectory(process.env);
if (startedIn !== null) process.chdir(startedIn);

const exitCode = await runAlerter(process.argv.slice(2), {
  terminal: processTerminal(process),
  environment: process.env,
  questions: processQuestions(process),
  stdin: process.stdin,
});
// A call that a watch has given up may still wait for its answer.
process.exit(exitCode);
