import { ConfigurationError } from '../../config/configuration-error.ts';
import type { Mapping } from '../../config/mapping.ts';
import type { Origin } from '../../config/mistakes.ts';
import { readSettings } from '../../config/read-settings.ts';
import type { Questions } from '../base/questions.ts';

/** What a first configuration needs to know. */
export interface Answers {
  readonly name: string;
  readonly url: string;
  readonly allowInsecure: boolean;
  readonly email: readonly string[];
  /** null: not checked. */
  readonly expectedInstances: number | null;
  /** The name of an SSM parameter; null: no webhook. */
  readonly webhook: string | null;
}

const origin: Origin = { source: 'the answer', nameOf: () => '', lineOf: () => null, directory: '.' };

/** Why the schema would refuse a file that holds this; null where it would not. */
const problemWith = (workspace: Mapping, alerts: Mapping = {}): string | null => {
  const content = { workspaces: [{ name: 'production', url: 'https://chat.example.com', ...workspace }], alerts };
  try {
    readSettings(content, origin, 'deployment');
    return null;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return (error.mistakes[0]?.text ?? '').replace('set allowInsecure: true', 'start again with --allow-insecure');
  }
};

const withScheme = (answer: string): string => (/^[a-z]+:\/\//i.test(answer) ? answer : `https://${answer}`);

const addresses = (answer: string): readonly string[] => answer.split(/[\s,;]+/).filter((address) => address !== '');

const numberOrText = (answer: string): number | string => (/^\d{1,9}$/.test(answer) ? Number(answer) : answer);

/** Asks five questions, each of which is settled before the next. @throws Problem */
export async function askAnswers({ text }: Questions, allowInsecure: boolean): Promise<Answers> {
  const name = await text({
    message: 'Name of the workspace, in alerts and in the history',
    default: 'production',
    problemOf: (answer) => problemWith({ name: answer }),
  });
  const url = await text({
    message: 'Its URL, such as https://chat.example.com',
    problemOf: (answer) => problemWith({ url: withScheme(answer), allowInsecure }),
  });
  const email = await text({
    message: 'E-mail addresses for alerts (empty: none)',
    default: '',
    problemOf: (answer) => problemWith({}, { email: addresses(answer) }),
  });
  const expected = await text({
    message: 'Expected number of instances (empty: any)',
    default: '',
    problemOf: (answer) => problemWith({ expectedInstances: numberOrText(answer) }),
  });
  const webhook = await text({
    message: 'SSM parameter for a Slack webhook (empty: none)',
    default: '',
    problemOf: (answer) => problemWith({}, { slack: { webhook: answer } }),
  });
  return {
    name,
    url: withScheme(url),
    allowInsecure,
    email: addresses(email),
    expectedInstances: expected === '' ? null : Number(expected),
    webhook: webhook === '' ? null : webhook,
  };
}
