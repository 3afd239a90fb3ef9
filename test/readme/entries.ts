/** What a command needs that the page says in words: it is made ready before. */
export type Given = 'a check' | 'other rules' | 'no file';

/** How a command of the README is run. */
export interface Run {
  /** As the README prints it. */
  readonly printed: string;
  /** What is typed instead, where what is printed is no whole command. @default what is printed */
  readonly typed?: string;
  readonly given?: Given;
  /** Whether the token stands in the environment, as the README's `export` puts it there. @default true */
  readonly hasToken?: boolean;
  /** Lines that its questions are answered with. @default none */
  readonly answers?: readonly string[];
  /** What it must print. */
  readonly shows?: RegExp;
  /** It goes on until it is interrupted, which is done once it has printed this. */
  readonly interruptedOn?: RegExp;
}

export interface Entry extends Run {
  /** Why it is not run at all. */
  readonly skipped?: string;
  /** Why it is not run from the package. */
  readonly onlyInClone?: string;
}

/** What is typed in place of what is printed, everywhere. */
export interface Substitutions {
  /** Where a simulated workspace is. */
  readonly url: string;
  readonly userId: string;
  readonly authToken: string;
  /** A minute in which there was a check, as `19:26`. */
  readonly time: string;
}

export const substituted = (command: string, { url, userId, authToken, time }: Substitutions): string =>
  command
    .replaceAll('https://chat.example.com', url)
    .replace('USER_ID=…', `USER_ID=${userId}`)
    .replace('AUTH_TOKEN=…', `AUTH_TOKEN=${authToken}`)
    .replace('--at 19:26', `--at ${time}`);

const url = 'https://chat.example.com';
const needsApp = 'the app of the package is the user’s own: it has no -c url';

/** Every command of the README, in the order in which they are run: that of the page, with `destroy` last. */
export const entries: readonly Entry[] = [
  { printed: 'npm ci' },
  { printed: 'npm run demo', shows: /\d+ checks, \d+ messages/ },
  { printed: 'npm run demo -- --report day.html' },
  { printed: 'export ROCKETCHAT_USER_ID=… ROCKETCHAT_AUTH_TOKEN=…' },
  { printed: `npm run -s alerter -- check --url ${url}`, shows: /3 healthy|healthy.*healthy.*healthy/s },
  { printed: `npm run -s alerter -- watch --url ${url}`, interruptedOn: /healthy/ },
  { printed: 'npm run -s alerter --', typed: 'npm run -s alerter -- --version', shows: /^\d+\.\d+\.\d+/m },
  {
    printed: 'node --import tsx cli/alerter.ts',
    typed: 'node --import tsx cli/alerter.ts --version',
    shows: /^\d+\.\d+\.\d+/m,
    onlyInClone: 'the package holds no TypeScript',
  },
  { printed: 'npm run -s alerter -- init', answers: ['production', url, 'ops@example.com', '3', ''] },
  {
    printed: 'npm run -s alerter -- credentials set',
    hasToken: false,
    answers: ['USER_ID=…', 'AUTH_TOKEN=…'],
  },
  { printed: 'npm run -s alerter -- config check', shows: /production/ },
  { printed: 'npx cdk bootstrap' },
  { printed: 'npx cdk deploy' },
  { printed: 'npm run -s alerter -- alerts test' },
  { printed: 'npm run -s alerter -- status', given: 'a check' },
  { printed: 'npm run -s alerter -- alerts preview', shows: /disappeared/ },
  { printed: 'npm run -s alerter -- silence add --for 2h --reason "new kernel"' },
  {
    printed:
      'npm run -s alerter -- silence add --workspace production --for 2h --reason "..." --stack RocketChatAlerter',
  },
  { printed: 'npm run -s alerter -- explain --at 19:26' },
  { printed: 'replay --rules other.yaml', given: 'other rules' },
  { printed: 'report --since 7d --out week.html' },
  {
    printed: 'npm run bench:detection',
    skipped: 'it takes minutes, and docs/proof.md is tested against what it writes',
  },
  { printed: `credentials set --url ${url}`, given: 'no file' },
  {
    printed: `npx cdk deploy -c url=${url} -c email=ops@example.com`,
    given: 'no file',
    onlyInClone: needsApp,
  },
  { printed: 'npx cdk destroy' },
];
