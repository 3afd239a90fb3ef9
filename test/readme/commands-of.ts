import { commands } from '../../cli/commands.ts';

/** Shells that a block of code says it is for. */
const shells = ['sh', 'bash', 'shell', 'console'];

/** Of this program, and given something to go by: `check` alone is a name, `report --since 7d` a command. */
const ours = new RegExp(`^(?:${commands.map(({ name }) => name).join('|')}) (?:.* )?-`);
const anyProgram = /^(?:npm|npx|node|git|aws|docker|cdk) \S/;
/** Within a text that is shown, such as an alert. */
const withinText = /(?:npm run|npx) .*$/;

const withoutComment = (line: string): string => line.replace(/\s+#.*$/, '').trim();

const inText = (line: string): readonly string[] => {
  const code = [...line.matchAll(/`([^`]+)`/g)].map(([, content = '']) => content);
  return code.filter((content) => ours.test(content) || anyProgram.test(content));
};

/** Every command that a page shows, in its order, each once: those of its blocks, and those within its text. */
export function commandsOf(markdown: string): readonly string[] {
  const found: string[] = [];
  let block: string | null = null;
  for (const line of markdown.replaceAll('\\\n', ' ').split('\n')) {
    const fence = /^\s*```(\w*)/.exec(line);
    if (fence !== null) block = block === null ? (fence[1] ?? '') : null;
    else if (block === null) found.push(...inText(line));
    else if (shells.includes(block)) found.push(withoutComment(line));
    else found.push(...(withinText.exec(line) ?? []));
  }
  return [...new Set(found.filter((command) => command !== ''))];
}
