import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { acknowledge } from '../../lib/acknowledge.ts';

const rules = [
  { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'it reads all' },
  { id: 'AwsSolutions-SQS3', reason: 'it is one' },
] as const;

const newStack = (): Stack => new Stack(new App(), 'Test');

const original = Object.getOwnPropertyDescriptor(Validations.prototype, 'acknowledge');

afterEach(() => {
  jest.restoreAllMocks();
  if (original) Object.defineProperty(Validations.prototype, 'acknowledge', original);
});

describe('rules that are not met on purpose', () => {
  test('are handed to the CDK, each with its reason', () => {
    const acknowledged = jest.spyOn(Validations.prototype, 'acknowledge');
    acknowledge(newStack(), ...rules);
    expect(acknowledged.mock.calls).toEqual(rules.map((rule) => [rule]));
  });

  test('are passed over by a CDK that keeps no reasons', () => {
    Reflect.deleteProperty(Validations.prototype, 'acknowledge');
    expect(() => {
      acknowledge(newStack(), ...rules);
    }).not.toThrow();
  });

  test('are passed over one by one by a CDK that does not know such an id', () => {
    const acknowledged = jest.spyOn(Validations.prototype, 'acknowledge').mockImplementation(({ id } = rules[0]) => {
      if (id.includes('[')) throw new Error(`Invalid validation rule ID: ${id}`);
    });
    acknowledge(newStack(), ...rules);
    expect(acknowledged.mock.calls).toEqual(rules.map((rule) => [rule]));
  });

  test('are not passed over for another reason', () => {
    jest.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {
      throw new Error('out of order');
    });
    expect(() => {
      acknowledge(newStack(), ...rules);
    }).toThrow('out of order');
  });
});
