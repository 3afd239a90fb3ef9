import { resolve } from 'node:path';
import { simulatedCredentials } from '../../simulator/options.ts';
import { credentials, region } from '../deploy/cloud.ts';
import type { Environment, Processes } from '../deploy/processes.ts';
import type { Report } from '../deploy/report.ts';

export interface Stage {
  readonly report: Report;
  readonly processes: Processes;
  /** For whatever is to be gone afterwards. */
  readonly directory: string;
  /** Where a simulated workspace is. */
  readonly url: string;
}

export const root = resolve(import.meta.dirname, '../..');

/** Neither the AWS accounts of the user nor what npm passes to the scripts that it runs; and what the tests need. */
export function consumerEnvironment(): Environment {
  const ours = /^(AWS_|CDK_|npm_(package|lifecycle|command|execpath|config_local_prefix)|NODE_OPTIONS|INIT_CWD)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    ROCKETCHAT_USER_ID: simulatedCredentials.userId,
    ROCKETCHAT_AUTH_TOKEN: simulatedCredentials.authToken,
    CI: 'true',
    NO_COLOR: '1',
  };
}
