import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { readStatusPageEvent } from '../../config/status-page-event.ts';
import { publicPage } from '../../web/public/page.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import { badDayTimeline } from '../web/given.ts';
import { givenStack, givenTemplate } from './given-stack.ts';

const two = `
workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: staging, url: https://staging.example.com, every: 5m }
`;
const own = 'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab';
const { stack } = givenStack(`${two}
encryption: { key: own }
statusPage: { title: All, since: 7d }
`);
const template = Template.fromStack(stack);

const idOf = (type: string, part = ''): string =>
  Object.keys(template.findResources(type)).find((id) => id.includes(part)) ?? 'none';
const bucketId = idOf('AWS::S3::Bucket');

describe('without a status page', () => {
  const without = givenTemplate(two);

  test.each(['AWS::S3::Bucket', 'AWS::CloudFront::Distribution'])('there is no %s', (type) => {
    without.resourceCountIs(type, 0);
  });

  test('the check function is the same as with one', () => {
    const checkIn = (of: Template) =>
      Object.values(of.findResources('AWS::Lambda::Function')).filter(({ Properties }) =>
        String((Properties as { readonly Description?: string }).Description).startsWith('Checks a Rocket.Chat'),
      );
    expect(checkIn(givenTemplate(`${two}statusPage: true`))).toEqual(checkIn(without));
  });
});

describe('the bucket', () => {
  test('is private, encrypted, and asked over TLS only', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test('is read by its distribution and nobody else', () => {
    const [policy] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    const { PolicyDocument } = v.parse(
      v.object({ PolicyDocument: v.object({ Statement: v.array(v.looseObject({ Effect: v.string() })) }) }),
      policy?.['Properties'],
    );
    expect(PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucketId, 'Arn'] }, '/*']] },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      },
    ]);
  });

  test('forgets within two days what nobody renews, and so may stay when the stack goes', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 1, Status: 'Enabled' })] },
      },
    });
  });
});

describe('the distribution', () => {
  test('serves over TLS, from the bucket by its origin access control, at the root the page', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultRootObject: 'index.html',
        DefaultCacheBehavior: {
          ViewerProtocolPolicy: 'redirect-to-https',
          AllowedMethods: ['GET', 'HEAD'],
          Compress: true,
          ResponseHeadersPolicyId: { Ref: idOf('AWS::CloudFront::ResponseHeadersPolicy') },
        },
        Origins: [
          Match.objectLike({
            OriginAccessControlId: { 'Fn::GetAtt': [idOf('AWS::CloudFront::OriginAccessControl'), 'Id'] },
            S3OriginConfig: { OriginAccessIdentity: '' },
          }),
        ],
        Aliases: Match.absent(),
      },
    });
  });

  test('allows the page what the page allows itself', async () => {
    const page = publicPage(await badDayTimeline(), { title: 'Chat', madeAt: minute(111) });
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    const readable = policy.replaceAll('&#39;', "'");
    expect(readable).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/);
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: `${readable}; frame-ancestors 'none'`,
            Override: true,
          },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY', Override: true },
        },
      },
    });
  });

  test('has names of this region, since CloudFront knows them in all', () => {
    for (const [type, config] of [
      ['AWS::CloudFront::ResponseHeadersPolicy', 'ResponseHeadersPolicyConfig'],
      ['AWS::CloudFront::OriginAccessControl', 'OriginAccessControlConfig'],
    ] as const) {
      template.hasResourceProperties(type, {
        [config]: { Name: { 'Fn::Join': ['', [Match.stringLikeRegexp('^[\\w-]{1,47}-$'), { Ref: 'AWS::Region' }]] } },
      });
    }
  });

  test('has a name and a certificate of its own where configured, and where to point it is an output', () => {
    const named = givenTemplate(`${two}
statusPage: { domain: { name: status.example.com, certificate: "${own}" } }`);
    named.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['status.example.com'],
        ViewerCertificate: { AcmCertificateArn: own, MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    });
    named.hasOutput('StatusPage', { Value: 'https://status.example.com' });
    named.hasOutput('StatusPageTarget', {});
    expect(template.findOutputs('StatusPageTarget')).toEqual({});
  });
});

describe('the function', () => {
  const functionId = idOf('AWS::Lambda::Function', 'StatusPage');

  test('is started every minute with what it shows', () => {
    const [schedule] = Object.values(
      template.findResources('AWS::Scheduler::Schedule', {
        Properties: { Target: { Arn: { 'Fn::GetAtt': [functionId, 'Arn'] } } },
      }),
    );
    const { ScheduleExpression, Target } = v.parse(
      v.object({ ScheduleExpression: v.string(), Target: v.object({ Input: v.string() }) }),
      schedule?.['Properties'],
    );
    expect(ScheduleExpression).toBe('cron(* * * * ? *)');
    expect(readStatusPageEvent(JSON.parse(Target.Input))).toEqual({
      title: 'All',
      pages: [
        { workspace: 'production', title: 'production', everySeconds: 60 },
        { workspace: 'staging', title: 'staging', everySeconds: 300 },
      ],
      sinceSeconds: 604_800,
    });
  });

  test('is not repeated where it fails, but an alarm says so', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: functionId },
      MaximumRetryAttempts: 0,
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: Match.stringLikeRegexp('stale-status-page$'),
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionId } }],
      EvaluationPeriods: 3,
      Period: 300,
    });
  });
});
