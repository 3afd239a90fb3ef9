/** The domains of the partitions, by how their regions begin. */
const domains = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['eusc-', 'amazonaws.eu'],
] as const;

/** Those that are called without the SDK. */
export type AwsService = 'lambda' | 's3' | 'sns' | 'ssm';

/** Where a service of AWS answers, or what the environment names in its place, as it does for the SDK. */
export const awsEndpoint = (service: AwsService, region: string, environment: NodeJS.ProcessEnv): string => {
  const [, domain] = domains.find(([beginning]) => region.startsWith(beginning)) ?? ['', 'amazonaws.com'];
  const other = environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? environment['AWS_ENDPOINT_URL'];
  return (other ?? `https://${service}.${region}.${domain}`).replace(/\/+$/, '');
};
