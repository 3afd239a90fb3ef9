import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { full, many, smallest, withOthersParts } from './configurations.ts';
import { givenTemplate } from './given-stack.ts';
import { permissionsIn, statementsOf } from './permissions.ts';
import { type Role, rolesIn } from './roles.ts';
import { longTest } from '../length.ts';

const parameter = (name: string): string =>
  `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/${name}`;

const lambda = (may: Role['may'], ...more: readonly string[]): Role => ({
  assumedBy: 'lambda.amazonaws.com',
  managed: ['AWSLambdaBasicExecutionRole', ...more],
  may,
});

const keep = 'sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage';
const encrypt = 'kms:Decrypt, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*';
/** What a channel of Amazon Q Developer may do. */
const nothing: Role = { assumedBy: 'chatbot.amazonaws.com', managed: [], may: {} };

/** Every permission of every role. One line more is one that somebody has to have asked for. */
const roles: Readonly<Record<string, Role>> = {
  AlerterCheckFunctionServiceRole: lambda(
    {
      '${AlerterHistoryTable.Arn}': 'dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, dynamodb:UpdateItem',
      '${AlerterAlertsTopic}': 'sns:Publish',
      '${AlerterFailedChecks.Arn}': keep,
      '${AlerterKey.Arn}': 'kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*',
      [parameter('chat/staging')]: 'ssm:GetParameter',
      [parameter('rocketchat-alerter/heartbeat')]: 'ssm:GetParameter',
      [parameter('rocketchat-alerter/production')]: 'ssm:GetParameter',
    },
    'AWSLambdaVPCAccessExecutionRole',
  ),
  AlerterSchedulesRole: {
    assumedBy: 'scheduler.amazonaws.com',
    managed: [],
    may: {
      '${AlerterCheckFunction.Arn}': 'lambda:InvokeFunction',
      '${AlerterSelfCheckFunction.Arn}': 'lambda:InvokeFunction',
      '${AlerterStatusPageFunction.Arn}': 'lambda:InvokeFunction',
      '${AlerterSummaryFunction.Arn}': 'lambda:InvokeFunction',
      '${AlerterFailedChecks.Arn}': 'sqs:SendMessage',
      '${AlerterKey.Arn}': 'kms:Decrypt, kms:GenerateDataKey',
    },
  },
  AlerterRoutingSlackchatopsFunctionServiceRole: lambda({
    [parameter('chat/ops')]: 'ssm:GetParameter',
    '${AlerterRoutingUndelivered.Arn}': keep,
    '${AlerterKey.Arn}': encrypt,
  }),
  AlerterRoutingServicepagerduty45c5c989FunctionServiceRole: lambda({
    [parameter('chat/pagerduty')]: 'ssm:GetParameter',
    '${AlerterRoutingUndelivered.Arn}': keep,
    '${AlerterKey.Arn}': encrypt,
  }),
  AlerterRoutingChatFunctionServiceRole: lambda({
    '${AlerterRoutingChatTopic}': 'sns:Publish',
    '${AlerterRoutingUndelivered.Arn}': keep,
    '${AlerterKey.Arn}': encrypt,
  }),
  AlerterRoutingChatRole: nothing,
  AlerterRoutingTeamsFunctionServiceRole: lambda({
    '${AlerterRoutingTeamsTopic}': 'sns:Publish',
    '${AlerterRoutingUndelivered.Arn}': keep,
    '${AlerterKey.Arn}': encrypt,
  }),
  AlerterRoutingTeamsRole: nothing,
  AlerterSelfCheckFunctionServiceRole: lambda({
    '${AlerterHistoryTable.Arn}': 'dynamodb:Query',
    '${AlerterHistoryTable.Arn}/index/alerts': 'dynamodb:Query',
    '${AlerterAlertsTopic}': 'sns:ListSubscriptionsByTopic',
    '${AlerterRoutingChatTopic}': 'sns:ListSubscriptionsByTopic',
    '${AlerterRoutingTeamsTopic}': 'sns:ListSubscriptionsByTopic',
    '${AlerterWatchdogOperationsTopic}': 'sns:ListSubscriptionsByTopic, sns:Publish',
    '${AlerterFailedChecks.Arn}': keep,
    '${AlerterKey.Arn}': 'kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*',
  }),
  AlerterStatusPageFunctionServiceRole: lambda({
    '${AlerterHistoryTable.Arn}': 'dynamodb:PutItem, dynamodb:Query',
    '${AlerterHistoryTable.Arn}/index/alerts': 'dynamodb:Query',
    '${AlerterStatusPageBucket.Arn}': 's3:ListBucket',
    '${AlerterStatusPageBucket.Arn}/*': 's3:GetObject, s3:PutObject',
    '${AlerterKey.Arn}': 'kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*',
  }),
  AlerterSummaryFunctionServiceRole: lambda({
    '${AlerterHistoryTable.Arn}': 'dynamodb:Query, dynamodb:UpdateItem',
    '${AlerterHistoryTable.Arn}/index/alerts': 'dynamodb:Query',
    '${AlerterAlertsTopic}': 'sns:Publish',
    '${AlerterFailedChecks.Arn}': keep,
    '${AlerterKey.Arn}': 'kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*',
  }),
  AlerterDashboardWidgetFunctionServiceRole: lambda({
    '${AlerterHistoryTable.Arn}': 'dynamodb:PutItem, dynamodb:Query',
    '${AlerterHistoryTable.Arn}/index/alerts': 'dynamodb:Query',
    '${AlerterKey.Arn}': 'kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt*',
  }),
};

const template = givenTemplate(full);

test('every role of the full stack may do what is listed here, and nothing else', () => {
  expect(rolesIn(template)).toEqual(roles);
});

test('the widget may write rollups, and no snapshot, silence or turn', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'dynamodb:PutItem',
          Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['/rollups'] } },
        }),
      ]),
    },
  });
});

test('the summary may mark what was sent, and write nothing else', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'dynamodb:UpdateItem',
          Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['/summaries'] } },
        }),
      ]),
    },
  });
});

test('without a key of its own, no role needs any', () => {
  expect(permissionsIn(givenTemplate(smallest)).filter((permission) => permission.includes('kms:'))).toEqual([]);
});

describe('the key of its own', () => {
  const [keyId = ''] = Object.keys(template.findResources('AWS::KMS::Key'));
  const arn = { 'Fn::GetAtt': [keyId, 'Arn'] };

  test('encrypts the table, each topic and each queue', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [Match.objectLike({ SSESpecification: { KMSMasterKeyId: arn } })],
    });
    template.resourceCountIs('AWS::SNS::Topic', 4);
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: arn });
    template.resourceCountIs('AWS::SQS::Queue', 2);
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: arn });
  });

  test('is turned over, stays as long as the history unless its own deployment fails, and lets alarms and SNS use it', () => {
    template.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        EnableKeyRotation: true,
        KeyPolicy: {
          Statement: Match.arrayWith([
            {
              Sid: 'MessagesOfServices',
              Effect: 'Allow',
              Principal: { Service: ['cloudwatch.amazonaws.com', 'sns.amazonaws.com'] },
              Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
              Resource: '*',
            },
          ]),
        },
      },
    });
    givenTemplate(`${full}\nhistory: { removeWithStack: true }`).hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Delete',
    });
  });

  test('may be one that there is: then none is made', () => {
    const others = givenTemplate(withOthersParts);
    others.resourceCountIs('AWS::KMS::Key', 0);
    const given = 'arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef';
    others.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: given });
    expect(permissionsIn(others)).toContain(`\${AlerterCheckFunctionServiceRole} may kms:Decrypt on ${given}`);
  });
});

describe('the check function in a network', () => {
  test('is put into its subnets, with a security group that lets everything out and nothing in', () => {
    const [group = ''] = Object.keys(template.findResources('AWS::EC2::SecurityGroup'));
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      VpcId: 'vpc-0a1b2c3d',
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0', IpProtocol: '-1' })],
      SecurityGroupIngress: Match.absent(),
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Checks'),
      VpcConfig: {
        SubnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'],
        SecurityGroupIds: [{ 'Fn::GetAtt': [group, 'GroupId'] }],
      },
    });
  });

  test('reaches workspaces over IPv6 only where configured, with a security group that lets it', () => {
    const dualStack = givenTemplate(`${smallest}
vpc: { id: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d], ipv6: true }`);
    dualStack.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [
        Match.objectLike({ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }),
        Match.objectLike({ CidrIpv6: '::/0', IpProtocol: '-1' }),
      ],
    });
    dualStack.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: { Ipv6AllowedForDualStack: true, SubnetIds: ['subnet-0a1b2c3d'] },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: { Ipv6AllowedForDualStack: Match.absent(), SubnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'] },
    });
    givenTemplate(withOthersParts.replace('securityGroups:', 'ipv6: true, securityGroups:')).hasResourceProperties(
      'AWS::Lambda::Function',
      { VpcConfig: { Ipv6AllowedForDualStack: true, SecurityGroupIds: ['sg-0a1b2c3d'] } },
    );
  });

  test('takes the security groups that are named', () => {
    const others = givenTemplate(withOthersParts);
    others.resourceCountIs('AWS::EC2::SecurityGroup', 0);
    others.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: ['subnet-0a1b2c3d'], SecurityGroupIds: ['sg-0a1b2c3d'] },
    });
  });
});

describe('the credentials of hundreds of workspaces', () => {
  const withLongestNames = (text: string): string =>
    text
      .replace('${AWS::Partition}', 'aws-iso-b')
      .replace('${AWS::Region}', 'ap-southeast-1')
      .replace('${AWS::AccountId}', '123456789012');

  longTest('may be read by as many policies as a role takes, each as large as one may be', () => {
    const hundreds = givenTemplate(`${many(300)}\nvpc: { id: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d] }`);
    const policies = hundreds.findResources('AWS::IAM::ManagedPolicy');
    const { managed = [], may = {} } = rolesIn(hundreds)['AlerterCheckFunctionServiceRole'] ?? {};
    expect(Object.keys(policies).length + managed.length).toBeLessThanOrEqual(10);
    for (const policy of Object.values(policies)) {
      const resources = statementsOf(policy).map(({ resource }) => withLongestNames(resource));
      const frame = { Version: '2012-10-17', Statement: [{ Action: 'ssm:GetParameter', Effect: 'Allow' }] };
      expect(JSON.stringify({ ...frame, resources }).length).toBeLessThanOrEqual(6_144);
    }
    expect(Object.keys(may).filter((resource) => resource.includes(':parameter/'))).toHaveLength(300);
  });

  test('are refused where their names are too long, with the way out', () => {
    let made = 100;
    const long = many(300).replaceAll('.com }', () => `.com, credentials: /${'p'.repeat(110)}${(made += 1)} }`);
    expect(() => givenTemplate(long)).toThrow(/the 300 SSM parameters .* divide the workspaces between two stacks/);
  });
});

test('what a role may do is found wherever a template says it', () => {
  const hidden = Template.fromJSON({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
          Policies: [{ PolicyName: 'hidden' }],
        },
      },
    },
  });
  expect(() => rolesIn(hidden)).toThrow();
});
