import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../core/rules/registry.ts';
import { originOf } from '../../lambda/check/origin.ts';

const workspace = { url: 'https://chat.example.com', rules: defaultRules };
const deployed = {
  STACK_NAME: 'RocketChatAlerter',
  DASHBOARD_NAME: 'RocketChatAlerter-eu-central-1',
  DOCS_URL: 'https://git.example.com/docs',
  AWS_REGION: 'eu-central-1',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/check',
};

describe('where alerts come from', () => {
  test('is what the stack, the runtime and the workspace say', () => {
    expect(originOf({ ...workspace, timeZone: 'Europe/Berlin' }, deployed)).toEqual({
      workspaceUrl: 'https://chat.example.com',
      docsUrl: 'https://git.example.com/docs',
      timeZone: 'Europe/Berlin',
      forgetAfterSeconds: 86_400,
      deployment: {
        stack: 'RocketChatAlerter',
        region: 'eu-central-1',
        dashboard: 'RocketChatAlerter-eu-central-1',
        logGroup: '/aws/lambda/check',
      },
    });
  });

  test('is not known of a function that an older stack has made', () => {
    expect(originOf(workspace, { AWS_REGION: 'eu-central-1' })).toMatchObject({ docsUrl: null, deployment: null });
  });
});
