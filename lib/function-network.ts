import { Annotations, Fn } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { CheckNetwork } from '../config/network.ts';

/** What puts a function into a network that is there already. Nothing is looked up: the IDs are all there is to know. */
export const functionNetwork = (
  scope: Construct,
  { id, subnets, securityGroups }: CheckNetwork,
): Pick<FunctionOptions, 'vpc' | 'vpcSubnets' | 'securityGroups'> => ({
  vpc: knownVpc(scope, id),
  vpcSubnets: { subnets: subnets.map((subnet) => knownSubnet(scope, subnet)) },
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
