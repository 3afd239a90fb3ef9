import * as v from 'valibot';
import { mapping } from './mapping.ts';
import { maybe, text } from './values.ts';

const idOf = (kind: string, what: string) => text(new RegExp(`^${kind}-[0-9a-f]{8,17}$`), `the ID of a ${what}`);

const listOf = (kind: string, what: string, max: number) => {
  const allowed = `a list of IDs of ${what}s, such as [${kind}-0123456789abcdef0]`;
  return v.pipe(
    v.array(idOf(kind, what), allowed),
    v.nonEmpty(allowed),
    v.maxLength(max, `at most ${max}, which is all that a function takes`),
  );
};

export const vpcSchema = mapping({
  id: idOf('vpc', 'VPC, such as vpc-0123456789abcdef0'),
  subnets: listOf('subnet', 'private subnet', 16),
  securityGroups: maybe(listOf('sg', 'security group', 5)),
  ipv6: maybe(v.boolean('true or false')),
});

/** The private network from which workspaces are checked. */
export interface CheckNetwork {
  /** The id of the VPC. */
  readonly id: string;
  /** The ids of its subnets, each of which must reach the workspaces and AWS. */
  readonly subnets: readonly string[];
  /** null: one of its own, which lets everything out and nothing in. */
  readonly securityGroups: readonly string[] | null;
  /** Whether workspaces are reached over IPv6, too: every subnet must then have addresses of both kinds. */
  readonly ipv6: boolean;
}

export const resolveNetwork = ({
  id,
  subnets,
  securityGroups,
  ipv6,
}: v.InferOutput<typeof vpcSchema>): CheckNetwork => ({
  id,
  subnets,
  securityGroups: securityGroups ?? null,
  ipv6: ipv6 ?? false,
});
