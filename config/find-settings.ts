import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { cannotBeUsed, cannotBeUsedBecause, ConfigurationError, type Mistake } from './configuration-error.ts';
import { loadConfiguration } from './load.ts';
import type { Mapping } from './mapping.ts';
import { nearest } from './nearest.ts';
import type { AlerterSettings } from './settings.ts';
import { readShortForm, shortFormKeys } from './short-form.ts';

const defaultFile = 'alerter.yaml';
export const defaultStackName = 'RocketChatAlerter';
const commandLine = 'The command line';

/** Options of the app beside the short form: another file, another name for the stack. */
const otherKeys = ['config', 'stack'] as const;

/** A mistyped option would otherwise be passed over; options of the CDK itself hold a colon, slash or at sign. */
const mistyped = (context: Mapping): readonly Mistake[] => {
  const known = [...shortFormKeys, ...otherKeys];
  return Object.keys(context)
    .filter((key) => /^[\w-]+$/.test(key) && !known.some((each) => each === key))
    .flatMap((key) => {
      const meant = nearest(key, known);
      return meant === null ? [] : [{ path: `-c ${key}`, line: null, text: `unknown; did you mean -c ${meant}?` }];
    });
};

const nothingToWatch = () =>
  new ConfigurationError(
    'There is no configuration; any of these will do',
    [
      `copy alerter.example.yaml to ${defaultFile} and change it to your needs`,
      'name another file with -c config=FILE',
      'do without a file: -c url=https://chat.example.com -c email=ops@example.com',
    ].map((text) => ({ path: '', line: null, text })),
  );

/**
 * What the stack is to be called: `-c stack=NAME`.
 *
 * @throws ConfigurationError where CloudFormation would not take the name.
 */
export const findStackName = ({ stack = defaultStackName }: Mapping): string => {
  if (typeof stack === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stack)) return stack;
  const allowed = 'a letter, and then up to 127 letters, digits or hyphens';
  throw cannotBeUsed(commandLine, [{ path: '-c stack', line: null, text: `not a stack's name; allowed: ${allowed}` }]);
};

/**
 * Settings from wherever a person has put them: the file named by `-c config=FILE`, the short form
 * `-c url=… -c email=…`, or `alerter.yaml` in the directory. Two of them at once are refused: whichever won,
 * a person would one day have expected the other.
 *
 * @param directory where relative names start: `.` is the current one.
 * @throws ConfigurationError naming every mistake at once.
 */
export const findSettings = (context: Mapping, directory: string): AlerterSettings => {
  const mistakes = mistyped(context);
  if (mistakes.length > 0) throw cannotBeUsed(commandLine, mistakes);

  const short = shortFormKeys.filter((key) => context[key] !== undefined).map((key) => `-c ${key}`);
  const { config } = context;
  const named = typeof config === 'string' ? config : defaultFile;
  const file = isAbsolute(named) ? named : join(directory, named);
  const isThere = config !== undefined || existsSync(file);
  const options = short.join(', ');

  if (short.length > 0 && isThere) {
    const wayOut = `leave out ${options}, or ${config === undefined ? `move ${file} away` : 'leave out -c config'}`;
    throw cannotBeUsedBecause(commandLine, `${options} and ${file} both say what to watch; ${wayOut}`);
  }
  if (short.length > 0 && context['url'] === undefined) {
    throw cannotBeUsedBecause(commandLine, `${options} needs -c url=https://… beside it`);
  }
  if (short.length > 0) return readShortForm(context);
  if (!isThere) throw nothingToWatch();
  return loadConfiguration(file);
};
