#!/usr/bin/env node
import { runAlerter } from './program.ts';
import { processQuestions } from './questions/process-questions.ts';
import { processTerminal } from './base/terminal.ts';
import { prepareEnvironment } from './base/environment.ts';
import { startingDirectory } from './base/starting-directory.ts';

prepareEnvironment(process.env);

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
