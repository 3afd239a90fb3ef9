/**
 * For the clients of AWS services, so that no call uses up the function's time. Without `throwOnRequestTimeout`, the SDK
 * only warns of a call that takes longer, and goes on.
 */
export const awsClientConfig = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};
