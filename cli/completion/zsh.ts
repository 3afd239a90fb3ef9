import type { CommandOutline, Value } from './outline.ts';
import { commandPattern, isWords, optionBranches, quoted } from './shell-words.ts';

/** For zsh, as a function of its completion system. */
export const zshCompletion = (outline: readonly CommandOutline[], program: string): string =>
  `#compdef ${program}
# Completion of ${program} for zsh: source <(${program} completion zsh), after compinit
_rocketchat_alerter() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}" command='' index
  local -a shown
  for ((index = 2; index < CURRENT; index++)); do
    case "$command \${words[index]}" in
      ${commandPattern(outline)})
        command="\${command:+$command }\${words[index]}" ;;
    esac
  done
  # What stands before the equals sign is not replaced.
  if [[ $current == --*=* ]]; then previous="\${current%%=*}"; compset -P '*='; fi
  case "$command $previous" in
${optionBranches(outline, candidates)}
  esac
  case "$command" in
${outline.map((one) => `    ${quoted(one.path)}) shown=(${described(one)})${argumentOf(one)} ;;`).join('\n')}
  esac
  _describe '${program}' shown
}
compdef _rocketchat_alerter ${program}
`;

const candidates = (value: Value): string => {
  if (isWords(value)) return `compadd -- ${value.map(quoted).join(' ')}`;
  if (value === 'workspaces') return 'compadd -- $("${words[1]}" completion workspaces 2>/dev/null)';
  if (value === 'anything') return ':';
  return value === 'files' ? '_files' : '_files -/';
};

/** `_describe` takes what is before the first colon for the word. */
const described = ({ subcommands, options, argument }: CommandOutline): string =>
  [
    ...subcommands.map(({ name, summary }) => `${name}:${summary}`),
    ...(argument !== null && isWords(argument) ? argument : []),
    ...options.map(({ flag, description }) => `${flag}:${description}`),
  ]
    .map(quoted)
    .join(' ');

const argumentOf = ({ argument }: CommandOutline): string => (argument === 'files' ? '; _files' : '');
