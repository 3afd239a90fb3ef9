import type { Credentials } from '../../adapters/rocketchat/credentials.ts';
import { areSendable } from '../../adapters/rocketchat/credentials.ts';
import { credentialsFromEnvironment, speaksOfCredentials } from '../input/credentials.ts';
import type { CommandSession } from '../base/session.ts';

const strange = 'It holds a space or a character that none has: copy it again.';

const problemOf = (answer: string): string | null =>
  areSendable({ userId: answer, authToken: answer }) ? null : strange;

/**
 * Credentials from the environment, if it has any, or else from a person. Never from arguments: those show in the
 * process list and in the shell's history.
 *
 * @throws Problem
 */
export async function askCredentials({ environment, questions, terminal }: CommandSession): Promise<Credentials> {
  if (speaksOfCredentials(environment)) {
    const credentials = credentialsFromEnvironment(environment);
    terminal.progress('taking the user id and the token from ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN');
    return credentials;
  }
  if (questions.isInteractive) {
    terminal.progress(
      'Both stand in Rocket.Chat where a personal access token is made: Profile, Personal Access Tokens,\n' +
        'with "Ignore Two Factor Authentication". Its user needs the permission view-statistics.',
    );
  }
  const userId = await questions.text({ message: 'User id', problemOf });
  const authToken = await questions.secret({ message: 'Personal access token', problemOf });
  return { userId, authToken };
}
