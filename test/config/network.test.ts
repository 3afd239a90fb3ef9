import { expect, test } from '@jest/globals';
import { readConfiguration } from '../../config/load.ts';

const minimal = `
workspaces:
  - name: production
    url: https://chat.example.com`;

test.each<[string, string]>([
  ['    ca: no-such.pem', 'workspaces[0].ca, line 5: .*no-such.pem: there is no such file; write the name of a PEM'],
  ['    ca: [a.pem]', 'workspaces[0].ca, line 5: found a list; allowed: the name of a PEM file'],
  ['vpc: { id: vpc-0a1b2c3d }', 'vpc.subnets, line 5: found nothing; allowed: a list of IDs of private subnets'],
  ['vpc: { id: main, subnets: [subnet-0a1b2c3d] }', 'vpc.id, line 5: found "main"; allowed: the ID of a VPC'],
  ['vpc: { id: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d], securityGroups: [] }', 'vpc.securityGroups, line 5: .*a list'],
  ['encryption: { key: mine }', 'encryption.key, line 5: found "mine"; allowed: own, for a key that the stack makes'],
  ['encryption: { key: alias/aws/sns }', 'encryption.key, line 5: found "alias/aws/sns"; allowed: own'],
])('a network, an authority or a key that cannot be used is refused: %s', (line, message) => {
  const pattern = message.replace(/[[\]]/g, '\\$&');
  expect(() => readConfiguration(`${minimal}\n${line}`, 'alerter.yaml')).toThrow(new RegExp(pattern));
});
