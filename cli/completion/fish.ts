import type { CommandOutline, Value } from './outline.ts';
import { isWords } from './shell-words.ts';

/** For fish 3: one line for each command, option and choice. */
export const fishCompletion = (outline: readonly CommandOutline[], program: string): string =>
  `# Completion of ${program} for fish: ${program} completion fish | source
function __rocketchat_alerter_command
  set -l found
  for word in (commandline -opc)[2..-1]
    switch (string join ' ' -- $found $word)
      case ${outline
        .filter(({ path }) => path !== '')
        .map(({ path }) => quoted(path))
        .join(' ')}
        set -a found $word
    end
  end
  string join ' ' -- $found
end
function __rocketchat_alerter_at
  test "$(__rocketchat_alerter_command)" = "$argv[1]"
end
complete -c ${program} -f
${outline.flatMap((one) => linesOf(one, program)).join('\n')}
`;

/** As one word of fish. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function linesOf({ path, subcommands, options, argument }: CommandOutline, program: string): readonly string[] {
  const start = `complete -c ${program} -n ${quoted(`__rocketchat_alerter_at ${quoted(path)}`)}`;
  return [
    ...subcommands.map(({ name, summary }) => `${start} -a ${quoted(name)} -d ${quoted(summary)}`),
    ...(argument === null || argument === 'anything' ? [] : [`${start} ${candidates(argument)}`]),
    ...options.map(({ flag, description, value }) => {
      const option = `${start} -l ${flag.replace(/^--/, '')} -d ${quoted(description)}`;
      return value === null ? option : `${option} -r ${candidates(value)}`;
    }),
  ];
}

const candidates = (value: Value): string => {
  if (isWords(value)) return `-f -a ${quoted(value.join(' '))}`;
  if (value === 'workspaces')
    return `-f -a '(set -l line (commandline -opc); $line[1] completion workspaces 2>/dev/null)'`;
  if (value === 'anything') return '-f';
  return value === 'files' ? '-F' : `-f -a '(__fish_complete_directories)'`;
};
