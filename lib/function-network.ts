import { Annotations, Fn } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { CheckNetwork } from '../config/network.ts';

export type FunctionNetwork = Pick<
  FunctionOptions,
  'vpc' | 'vpcSubnets' | 'securityGroups' | 'ipv6AllowedForDualStack' | 'allowAllIpv6Outbound'
>;

/** What puts a function into a network that is there already. Nothing is looked up: the IDs are all there is to know. */
export const functionNetwork = (
  scope: Construct,
  { id, subnets, securityGroups, ipv6 }: CheckNetwork,
): FunctionNetwork => ({
  vpc: knownVpc(scope, id),
  vpcSubnets: { subnets: subnets.map((subnet) => knownSubnet(scope, subnet)) },
  ...(ipv6 && { ipv6AllowedForDualStack: true }),
  // Only of a security group of its own, which is one for IPv4 otherwise.
  ...(ipv6 && securityGroups === null && { allowAllIpv6Outbound: true }),
  ...(securityGroups !== null && {
    securityGroups: securityGroups.map((group) =>
      SecurityGroup.fromSecurityGroupId(scope, group, group, { mutable: false }),
    ),
  }),
});

const knownVpc = (scope: Construct, id: string) => {
  const vpc = Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: id, availabilityZones: Fn.getAzs() });
  const warning = '@aws-cdk/aws-ec2:vpcAttributeIsListTokenavailabilityZones';
  Annotations.of(scope).acknowledgeWarning(warning, 'Nothing asks for its zones.');
  return vpc;
};

const knownSubnet = (scope: Construct, id: string) => {
  const subnet = Subnet.fromSubnetId(scope, id, id);
  Annotations.of(subnet).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId', 'Nothing asks for its routes.');
  return subnet;
};
