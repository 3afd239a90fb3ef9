import { createHash } from 'node:crypto';
import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import { Mailer, type MailFailure } from '../../adapters/smtp/mailer.ts';
import type { EmailRoute } from '../../config/routes.ts';
import type { SmtpServer } from '../../config/smtp.ts';
import { emailOf } from '../../core/alerts/renderings/email.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { summaryEmail } from '../../core/summary/renderings/plain.ts';
import { Problem } from '../base/problem.ts';
import type { DeliveryOutcome, Destination } from './destination.ts';
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
  return routes.map(({ address, ...route }) => {
    const send = async (id: string, subject: string, text: string): Promise<DeliveryOutcome> => {
      const hash = createHash('sha256').update(`${id} ${address}`).digest('hex').slice(0, 32);
      const failure = await mailer.send({ to: address, subject, text, id: hash });
      if (failure === null) return null;
      const { outcome, reason } = failure;
      return { kind: errorKinds[outcome], isRefusal: outcome === 'refused', reason };
    };
    return {
      name: address,
      route,
      deliver: (alert, origin) => send(alert.id, subjectOf(alert, origin), emailOf(alert, origin)),
      deliverSummary: (summary) => send(summary.id, summary.title, summaryEmail(summary)),
    };
  });
}

function loginOf({ user }: SmtpServer, environment: NodeJS.ProcessEnv) {
  if (user === null) return null;
  const password = environment[smtpPasswordVariable] ?? '';
  if (password !== '') return { user, password };
  throw new Problem(`${smtpPasswordVariable} is not set: operations.smtp names the user ${user}, who has a password`);
}
