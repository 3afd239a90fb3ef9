import * as v from 'valibot';

/** A request as a service on this machine got it. */
export interface Got {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service as its documentation describes it, written without a look at what we send. */
export interface Fake {
  /** As alerter.yaml calls it. */
  readonly name: string;
  /** The text of the parameter, of one that it knows. */
  readonly secret: (base: string) => string;
  /** One of the same form that it does not know. */
  readonly unknownSecret: (base: string) => string;
  /** What a person must never see of them. */
  readonly secretParts: RegExp;
  readonly options: (base: string) => Readonly<Record<string, string>>;
  /** What it answers, wrong secrets and all. */
  readonly answer: (got: Got) => FakeAnswer;
  readonly accepted: FakeAnswer;
  /** Too much at once, with how long to wait where the service says that. */
  readonly rateLimit: (seconds: number | null) => FakeAnswer;
  /** A status of an alert that it does not take. */
  readonly refusal: FakeAnswer;
}

/** What is wrong with a body by a schema, in a line; null: nothing. */
export const problemIn = (schema: v.GenericSchema, { headers, body }: Got): string | null => {
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'content-type';
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body);
  if (result.success) return null;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`;
};

export const textOf = (maxLength: number, minLength = 1) =>
  v.pipe(v.string(), v.minLength(minLength), v.maxLength(maxLength));

export const httpUrl = v.pipe(v.string(), v.url(), v.regex(/^https?:/));

/** Retry-After in seconds, as most say it. */
export const limitedBy =
  (status: number, body: string) =>
  (seconds: number | null): FakeAnswer => ({
    status,
    body,
    ...(seconds !== null && { headers: { 'Retry-After': String(seconds) } }),
  });
