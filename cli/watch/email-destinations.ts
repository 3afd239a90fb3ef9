import { createHash } from 'node:crypto';
import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import { Mailer, type MailFailure } from '../../adapters/smtp/mailer.ts';
import type { EmailRoute } from '../../config/routes.ts';
import type { SmtpServer } from '../../config/smtp.ts';
import { emailOf } from '../../core/alerts/renderings/email.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { Problem } from '../base/problem.ts';
import type { Destination } from './destination.ts';
import { smtpPasswordVariable } from '../input/variables.ts';

const errorKinds: Readonly<Record<MailFailure['outcome'], AwsErrorKind>> = {
  network: 'unavailable',
  later: 'throttled',
  rejected: 'credentials',
  refused: 'refused',
};

/** The addresses of a file, each of which gets a mail of its own. @throws Problem where the password is missing */
export function emailDestinations(
  routes: readonly EmailRoute[],
  smtp: SmtpServer,
  environment: NodeJS.ProcessEnv,
): readonly Destination[] {
  const mailer = new Mailer({ ...smtp, login: loginOf(smtp, environment) });
  return routes.map(({ address, ...route }) => ({
    name: address,
    route,
    deliver: async (alert, origin) => {
      const id = createHash('sha256').update(`${alert.id} ${address}`).digest('hex').slice(0, 32);
      const mail = { to: address, subject: subjectOf(alert, origin), text: emailOf(alert, origin), id };
      const failure = await mailer.send(mail);
      if (failure === null) return null;
      const { outcome, reason } = failure;
      return { kind: errorKinds[outcome], isRefusal: outcome === 'refused', reason };
    },
  }));
}

function loginOf({ user }: SmtpServer, environment: NodeJS.ProcessEnv) {
  if (user === null) return null;
  const password = environment[smtpPasswordVariable] ?? '';
  if (password !== '') return { user, password };
  throw new Problem(`${smtpPasswordVariable} is not set: operations.smtp names the user ${user}, who has a password`);
}
