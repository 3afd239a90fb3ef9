/**
 * For the clients of AWS services, against calls that hang: a function has little time for everything. Without
 * `throwOnRequestTimeout`, a call that takes longer than its time is warned of, and goes on.
 */
export const awsClientConfig = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};
