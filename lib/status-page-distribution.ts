import { Aws, Duration, Names } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct, IConstruct } from 'constructs';
import type { StatusPageDomain } from '../config/status-page.ts';
import { publicPolicy } from '../web/public/frame.ts';
import { acknowledge } from './acknowledge.ts';

/** What CloudFront takes of a name, less the name of a region: names are known throughout the account. */
const maxNameLength = 64 - '-ap-southeast-99'.length;

/** The distribution before a bucket with status pages. Nobody but it may read the bucket. */
export const statusPageDistribution = (
  scope: Construct,
  bucket: Bucket,
  domain: StatusPageDomain | null,
): Distribution => {
  if (!isIBucket(bucket)) throw new TypeError('this is no bucket');
  const name = `${Names.uniqueResourceName(scope, { maxLength: maxNameLength, separator: '-' })}-${Aws.REGION}`;
  const distribution = new Distribution(scope, 'Distribution', {
    comment: 'The status page of the Rocket.Chat alerter.',
    defaultRootObject: 'index.html',
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessControl: new S3OriginAccessControl(scope, 'Access', { originAccessControlName: name }),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      // The files say for how long.
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headersPolicy(scope, name),
    },
    httpVersion: HttpVersion.HTTP2_AND_3,
    ...(domain !== null && {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificate),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
  });
  acknowledgeFindings(distribution, domain !== null);
  return distribution;
};

/** What the CDK's own types do not say of a bucket where optional properties are exact. */
const isIBucket = (construct: IConstruct): construct is IBucket => construct instanceof Bucket;

/** The page says the same of itself, but for what only a header can say. */
const headersPolicy = (scope: Construct, name: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: name,
    comment: 'What browsers may do with the status page of the Rocket.Chat alerter.',
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: `${publicPolicy()}; frame-ancestors 'none'`,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: false,
        override: true,
      },
    },
  });

const acknowledgeFindings = (distribution: Distribution, hasDomain: boolean): void => {
  acknowledge(
    distribution,
    { id: 'AwsSolutions-CFR1', reason: 'The page is for everybody who uses the workspace, wherever that is.' },
    { id: 'AwsSolutions-CFR2', reason: 'A web ACL costs $5 a month; there is nothing to attack in files.' },
    { id: 'AwsSolutions-CFR3', reason: 'A log of who looked at the page would hold addresses of people.' },
  );
  if (hasDomain) return;
  const reason =
    'The certificate of CloudFront itself allows no choice: with `statusPage.domain`, TLS is 1.2 at least.';
  acknowledge(distribution, { id: 'AwsSolutions-CFR4', reason });
};
