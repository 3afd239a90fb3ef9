/** Sets what the AWS SDK goes by, where it is not set. */
export function prepareEnvironment(environment: NodeJS.ProcessEnv): void {
  // It would warn each user of Node 20 that its support ends, at every call.
  environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // Other tools of AWS read this one, too; the SDK does not.
  const { AWS_DEFAULT_REGION: defaultRegion } = environment;
  if (defaultRegion !== undefined) environment['AWS_REGION'] ??= defaultRegion;
}
