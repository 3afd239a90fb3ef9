import { describe, expect, test } from '@jest/globals';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { tooLargeTemplate, tooManyResources } from '../../lib/stack-limits.ts';
import { givenStack } from './given-stack.ts';

const fill = (stack: Stack, count: number): void => {
  for (let made = 0; made < count; made += 1) new CfnResource(stack, `Other${made}`, { type: 'Some::Other::Thing' });
};

describe('what CloudFormation does not take of one stack', () => {
  test.each([
    [500, []],
    [501, [expect.stringMatching(/^the stack Full would hold 501 resources, and CloudFormation takes 500; .*Divide/)]],
  ])('are %i resources, those of other stacks not counted', (count, problems) => {
    const app = new App();
    const stack = new Stack(app, 'Full');
    fill(stack, count);
    fill(new Stack(stack, 'Below'), 10);
    expect(tooManyResources(stack)).toEqual(problems);
  });

  test('is reported when the stack is synthesised, whatever else it holds', () => {
    const { app, stack } = givenStack('workspaces: [{ name: production, url: https://chat.example.com }]');
    fill(stack, 490);
    expect(() => app.synth()).toThrow(/\[RocketChatAlerter\/Alerter\] the stack .* each workspace needs one\. Divide/);
  });

  test('is reported for the size of the template', () => {
    expect(tooLargeTemplate('Full', 1_000_000)).toEqual([]);
    expect(tooLargeTemplate('Full', 1_000_001)).toEqual([expect.stringContaining('has 1001 KB')]);
  });
});
