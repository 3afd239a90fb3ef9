import type { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import { oneOrMore, reference, statementsIn, withoutHash } from './permissions.ts';

/** A role as a template makes it. */
export interface Role {
  /** The service that acts in it. */
  readonly assumedBy: string;
  /** Policies of AWS that it has, by the last part of their names. */
  readonly managed: readonly string[];
  /** Actions by resource, each once and in order. */
  readonly may: Readonly<Record<string, string>>;
}

const roleSchema = v.object({
  Properties: v.object({
    AssumeRolePolicyDocument: v.object({
      Statement: v.tuple([v.object({ Principal: v.object({ Service: v.string() }) })]),
    }),
    ManagedPolicyArns: v.optional(oneOrMore(reference), []),
    /** Policies within a role would be overlooked. */
    Policies: v.optional(v.never()),
  }),
});

/** Every role of the template, by its name without the hash at its end, and whatever it may do. */
export const rolesIn = (template: Template): Readonly<Record<string, Role>> => {
  const statements = statementsIn(template);
  const roles = Object.entries(template.findResources('AWS::IAM::Role')).map(([id, resource]): [string, Role] => {
    const { AssumeRolePolicyDocument, ManagedPolicyArns } = v.parse(roleSchema, resource).Properties;
    const [{ Principal }] = AssumeRolePolicyDocument.Statement;
    const name = withoutHash(`\${${id}}`);
    const own = statements.filter(({ role }) => role === name);
    const resources = [...new Set(own.map(({ resource: on }) => on))].sort();
    const actionsOn = (on: string): string =>
      [...new Set(own.filter((statement) => statement.resource === on).map(({ action }) => action))].sort().join(', ');
    return [
      name.slice(2, -1),
      {
        assumedBy: Principal.Service,
        managed: ManagedPolicyArns.map((arn) => arn.replace(/^.*\//, '')),
        may: Object.fromEntries(resources.map((on) => [on, actionsOn(on)])),
      },
    ];
  });
  return Object.fromEntries(roles);
};
