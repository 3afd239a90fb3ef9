/** Why a call to an AWS service failed, as far as it matters for what to do about it. */
export type AwsErrorKind = 'missing' | 'denied' | 'credentials' | 'key' | 'throttled' | 'unavailable' | 'refused';

/** Error names across DynamoDB, SNS and SSM, and across the protocols the SDK has spoken to them. */
const kindOfName: Readonly<Record<string, AwsErrorKind>> = {
  ResourceNotFoundException: 'missing',
  NotFoundException: 'missing',
  NotFound: 'missing',
  ParameterNotFound: 'missing',
  AccessDeniedException: 'denied',
  AccessDenied: 'denied',
  AuthorizationErrorException: 'denied',
  AuthorizationError: 'denied',
  KMSAccessDeniedException: 'denied',
  ExpiredTokenException: 'credentials',
  ExpiredToken: 'credentials',
  UnrecognizedClientException: 'credentials',
  InvalidClientTokenId: 'credentials',
  InvalidSignatureException: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  MissingAuthenticationTokenException: 'credentials',
  CredentialsProviderError: 'credentials',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  ThrottledException: 'throttled',
  Throttled: 'throttled',
  KMSThrottlingException: 'throttled',
  ProvisionedThroughputExceededException: 'throttled',
  RequestLimitExceeded: 'throttled',
  TooManyRequestsException: 'throttled',
  TimeoutError: 'unavailable',
  InvalidKeyId: 'key',
};

/** A KMS key that is disabled, about to be deleted or gone, as SNS, SQS and SSM name it. */
const keyTrouble = /^kms(key)?(disabled|invalidstate|notfound|optinrequired|invalidkeyusage)(exception)?$/i;
/** The same in KMS's own words, which other services pass on under a name of theirs. */
const keyTroubleText = /:key\/\S+ is (disabled|pending (deletion|import))/i;

/** Node's codes for no answer at all, in the error's `code` or, from the SDK, in its message. */
const noAnswer =
  /\b(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROXY[A-Z]+)\b/;

/** `refused` where nothing better is known: the service did not accept the request. */
export const awsErrorKindOf = (error: unknown): AwsErrorKind => {
  if (!(error instanceof Error)) return 'refused';
  const byName = kindOfName[error.name];
  if (keyTrouble.test(error.name) || keyTroubleText.test(error.message)) return 'key';
  if (byName !== undefined) return byName;
  const isServerFault = '$fault' in error && error.$fault === 'server';
  const code = 'code' in error ? String(error.code) : '';
  return isServerFault || noAnswer.test(`${code} ${error.message}`) ? 'unavailable' : 'refused';
};

/** Whether the same call may succeed later without anyone doing anything. */
export const isRetryable = (kind: AwsErrorKind): boolean => kind === 'throttled' || kind === 'unavailable';
