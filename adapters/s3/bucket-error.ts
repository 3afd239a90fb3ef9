/** S3 refused a call, or did not answer. The message says which, why, and what to do. */
export class BucketError extends Error {
  override readonly name = 'BucketError';

  /** @param reason the status and name of the error that S3 answered, or why there was no answer */
  constructor(call: string, reason: string, options?: ErrorOptions) {
    super(`${call} failed: ${reason}. ${advice(reason)}`, options);
  }
}

const advice = (reason: string): string =>
  reason.startsWith('HTTP 4')
    ? 'Deploy the stack again, which sets the permissions'
    : 'The next run tries again; if it persists, look at AWS';
