import type { CommandOutline, Value } from './outline.ts';
import { commandPattern, isWords, optionBranches, quoted, wordsOf } from './shell-words.ts';

/** For bash 3.2 or later: nothing of the program runs while somebody types, but for the names of workspaces. */
export const bashCompletion = (outline: readonly CommandOutline[], program: string): string =>
  `# Completion of ${program} for bash: source <(${program} completion bash)
_rocketchat_alerter() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' index
  COMPREPLY=()
  # bash takes --option=value apart.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$command \${COMP_WORDS[index]}" in
      ${commandPattern(outline)})
        command="\${command:+$command }\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$command $previous" in
${optionBranches(outline, candidates)}
  esac
  case "$command" in
${outline.map((one) => `    ${quoted(one.path)}) ${candidates(wordsOf(one))}${argumentOf(one)} ;;`).join('\n')}
  esac
}
complete -o bashdefault -F _rocketchat_alerter ${program}
`;

const candidates = (value: Value): string => {
  if (isWords(value)) return `COMPREPLY=($(compgen -W ${quoted(value.join(' '))} -- "$current"))`;
  if (value === 'workspaces') {
    return 'COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" completion workspaces 2>/dev/null)" -- "$current"))';
  }
  if (value === 'anything') return ':';
  return `compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen ${value === 'files' ? '-f' : '-d'} -- "$current"))`;
};

const argumentOf = ({ argument }: CommandOutline): string =>
  argument === 'files'
    ? '; [[ $current == -* ]] || { compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$current")); }'
    : '';
