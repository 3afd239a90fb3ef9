import * as v from 'valibot';
import type { AlertObject } from '../../core/alerts/alert-object.ts';
import type { Timestamp } from '../../core/base/time.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import type { Severity } from '../../core/settings/values.ts';
import { type Redact, redactSecrets } from '../http/redact.ts';
import type { Answer } from '../http/request.ts';

/** One HTTP request that hands on an alert, or a part of it. */
export interface ServiceRequest {
  readonly method: 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What it does to an incident that the service keeps; absent where it keeps none. */
  readonly incident?: { readonly key: string; readonly action: 'open' | 'close' };
}

/** What an answer means. */
export type Verdict =
  | 'accepted'
  /** It may be accepted later without anyone doing anything. */
  | 'later'
  /** What the parameter holds is not what the service wants. */
  | 'wrong-secret'
  /** There is no such chat, room or webhook any more. */
  | 'gone'
  /** The message itself was not accepted. */
  | 'refused';

/** What the answers of a service mean, as far as its statuses do not say it as everybody's do. */
export interface Answers {
  /** The statuses of an accepted request. */
  readonly accepted: readonly number[] | 'any 2xx';
  /** The statuses of a wrong secret. @default 401 and 403 */
  readonly wrongSecret?: readonly number[];
  /** What the body says beyond the status; null: nothing. */
  readonly read?: (answer: Answer) => Verdict | null;
  /** How long to wait, where the body says it; null: it does not. `Retry-After` is read of every answer. */
  readonly waitMilliseconds?: (answer: Answer) => number | null;
}

/** What a parameter holds for a service. */
export interface SecretSpec<Secret> {
  /** As in "the parameter does not hold …". */
  readonly holds: string;
  /** How that is written, and where a person finds it. */
  readonly form: string;
  /** One that opens nothing: for previews and tests. */
  readonly sample: string;
  /** Null where the text is not what the parameter should hold. */
  readonly read: (text: string) => Secret | null;
  /** What of it must appear nowhere. */
  readonly hidden: (secret: Secret) => readonly string[];
}

/** A key of alerter.yaml that only some services have, and which is no secret. */
export interface OptionSpec {
  readonly meaning: string;
  readonly example: string;
  /** What holds where it is left out. Not of a key that is required. */
  readonly otherwise?: string;
}

/** With what an alert is rendered. */
export interface Rendering<Secret, Options> {
  readonly secret: Secret;
  readonly options: Options;
  /** The least severe changes that open something. */
  readonly minimumSeverity: Severity;
  readonly now: Timestamp;
}

/** All that differs between services. */
export interface ServiceSpec<Secret, Entries extends v.ObjectEntries> {
  /** As alerter.yaml calls it. */
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  /** Whether it keeps incidents open until they are resolved there; else it gets one message for each alert. */
  readonly isLifecycle: boolean;
  readonly secret: SecretSpec<Secret>;
  readonly options: Entries;
  readonly optionTexts: { readonly [Key in keyof Entries]: OptionSpec };
  /** What is sent for an alert, in this order. */
  readonly requestsOf: (
    alert: AlertObject,
    given: Rendering<Secret, v.InferOutput<v.ObjectSchema<Entries, undefined>>>,
  ) => readonly ServiceRequest[];
  /** The same for a summary; absent where it gets none, because no people read there. */
  readonly summaryRequestsOf?: (
    summary: SummaryObject,
    given: Rendering<Secret, v.InferOutput<v.ObjectSchema<Entries, undefined>>>,
  ) => readonly ServiceRequest[];
  readonly answers: Answers;
}

/** A service with its secret and options: ready to send. */
export interface PreparedService {
  /** The secret as it was stored, to see whether another was stored since. */
  readonly secretText: string;
  readonly requestsOf: (
    message: AlertObject | SummaryObject,
    given: Pick<Rendering<unknown, unknown>, 'minimumSeverity' | 'now'>,
  ) => readonly ServiceRequest[];
  /** Makes a text free of the secret. */
  readonly redact: Redact;
}

export interface Service {
  readonly name: string;
  readonly title: string;
  readonly isLifecycle: boolean;
  /** Whether people read there what is not an alert. */
  readonly takesSummary: boolean;
  readonly secret: Pick<SecretSpec<unknown>, 'holds' | 'form' | 'sample'>;
  readonly options: v.ObjectEntries;
  readonly optionTexts: Readonly<Record<string, OptionSpec>>;
  readonly answers: Answers;
  /**
   * @param options as `options` allows them
   * @returns null where the text is not a secret of this service
   */
  readonly prepare: (secretText: string, options: unknown) => PreparedService | null;
}

export const defineService = <Secret, const Entries extends v.ObjectEntries>(
  spec: ServiceSpec<Secret, Entries>,
): Service => {
  const { secret: secretSpec, requestsOf, summaryRequestsOf, ...rest } = spec;
  const schema = v.object(spec.options);
  return {
    ...rest,
    takesSummary: summaryRequestsOf !== undefined,
    secret: secretSpec,
    prepare: (text, given) => {
      const secretText = text.trim();
      const secret = secretText === '' ? null : secretSpec.read(secretText);
      if (secret === null) return null;
      const options = v.parse(schema, given);
      return {
        secretText,
        requestsOf: (message, moment) => {
          const rendering = { secret, options, ...moment };
          if (message.type === 'alert') return requestsOf(message, rendering);
          return summaryRequestsOf?.(message, rendering) ?? [];
        },
        redact: redactSecrets([secretText, ...secretSpec.hidden(secret)]),
      };
    },
  };
};

export const jsonHeaders = { 'Content-Type': 'application/json; charset=utf-8' } as const;
