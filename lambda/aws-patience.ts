/** For the clients of AWS services, against calls that hang: a function has little time for everything. */
export const awsPatience = { maxAttempts: 3, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } };
