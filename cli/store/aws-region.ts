import { Problem } from '../base/problem.ts';

interface Client {
  readonly config: { readonly region: () => Promise<string> };
}

/**
 * The region that a client of an AWS service will call.
 *
 * @throws Problem where neither environment nor profile says one
 */
export const regionOf = async ({ config }: Client): Promise<string> => {
  try {
    return await config.region();
  } catch (cause) {
    throw new Problem(
      'there is no AWS region: set AWS_REGION, or AWS_PROFILE to a profile that has one. ' +
        'A history on this machine is read with --store',
      { cause },
    );
  }
};
