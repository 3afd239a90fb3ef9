import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { unreachableFromAws } from '../../config/private-address.ts';
import { readConfiguration } from '../../config/load.ts';
import { codeOf } from '../../config/unreadable.ts';
import type { CommandSession } from '../base/session.ts';
import { tableLines } from '../output/table.ts';
import { Problem } from '../base/problem.ts';
import { type Answers, askAnswers } from './answers.ts';
import { configurationText } from './configuration-text.ts';
import { configurationFile } from '../input/default-configuration.ts';

export interface InitOptions {
  readonly config: string;
  readonly overwrite?: true;
  readonly allowInsecure?: true;
}

/** Writes a first configuration. @throws Problem */
export async function init(options: InitOptions, { terminal, questions }: CommandSession): Promise<void> {
  const { config: file, allowInsecure = false } = options;
  let mayOverwrite = options.overwrite ?? false;
  if (!mayOverwrite && existsSync(file)) {
    const wayOut = 'name another file with --config, or pass --overwrite';
    if (!questions.isInteractive) throw new Problem(`${file} is there already, and stays as it is: ${wayOut}`);
    mayOverwrite = await questions.confirm(`${file} is there already. Overwrite it?`);
    if (!mayOverwrite) throw new Problem(`${file} stays as it is: ${wayOut}`);
  }
  const answers = await askAnswers(questions, allowInsecure);
  const text = configurationText(answers, schemaPathFrom(file));
  readConfiguration(text, file);
  write(file, text, mayOverwrite);
  const warning = unreachableFromAws(answers);
  if (warning !== null) terminal.progress(`warning: ${warning}`);
  await terminal.result(`written: ${file}`, '', ...nextSteps(answers, file));
}

const schema = join(import.meta.dirname, '../../docs/alerter.schema.json');

/** With slashes on every system, and never taken for the name of a package. */
const schemaPathFrom = (file: string): string => {
  const path = relative(dirname(resolve(file)), schema)
    .split(sep)
    .join('/');
  return path.startsWith('.') ? path : `./${path}`;
};

function write(file: string, text: string, mayOverwrite: boolean): void {
  try {
    writeFileSync(file, text, { flag: mayOverwrite ? 'w' : 'wx' });
  } catch (error) {
    throw new Problem(`${file} cannot be written (${codeOf(error)})`, { cause: error });
  }
}

function nextSteps({ email, webhook }: Answers, file: string): readonly string[] {
  const isDefault = file === configurationFile;
  const named = /^[\w./-]+$/.test(file) ? file : JSON.stringify(file);
  const alerter = (command: string): string =>
    `npm run -s alerter -- ${command}${isDefault ? '' : ` --config ${named}`}`;
  const cdk = (command: string): string => `npx cdk ${command}${isDefault ? '' : ` -c config=${named}`}`;
  const steps = [
    [alerter('credentials set'), 'asks for a token, tries it, stores it'],
    ...(webhook === null ? [] : [[alerter('credentials set-webhook'), "asks for the webhook's URL, stores it"]]),
    [alerter('config check'), 'says what will be deployed'],
    [cdk('bootstrap'), 'once per account and region'],
    [cdk('deploy'), email.length === 0 ? '' : 'then each reader confirms the e-mail that SNS sends'],
  ];
  const lines = tableLines(steps.map((cells) => cells.map((cell) => ({ text: cell }))));
  const nobody = email.length === 0 && webhook === null ? ['Nobody is notified yet: see alerts in the file.', ''] : [];
  return [...nobody, 'Next:', ...lines.map((line) => `  ${line.trimEnd()}`)];
}
