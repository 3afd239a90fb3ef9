import type { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';

export const oneOrMore = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(
    v.union([v.array(item), item]),
    v.transform((value) => [value].flat()),
  );

/** A name, an ARN or a part of one in a template: `${Ref}`, `${Resource.Attribute}`, or text. */
export const reference: v.GenericSchema<unknown, string> = v.union([
  v.string(),
  v.pipe(
    v.object({ Ref: v.string() }),
    v.transform(({ Ref }) => `\${${Ref}}`),
  ),
  v.pipe(
    v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) }),
    v.transform(({ 'Fn::GetAtt': [resource, attribute] }) => `\${${resource}.${attribute}}`),
  ),
  v.pipe(
    v.object({ 'Fn::Join': v.tuple([v.string(), v.array(v.lazy(() => reference))]) }),
    v.transform(({ 'Fn::Join': [separator, parts] }) => parts.join(separator)),
  ),
]);

const policy = v.object({
  Properties: v.object({
    Roles: v.array(reference),
    PolicyDocument: v.object({
      Statement: v.array(
        v.object({ Effect: v.literal('Allow'), Action: oneOrMore(v.string()), Resource: oneOrMore(reference) }),
      ),
    }),
  }),
});

/** A logical id without the hash at its end. */
export const withoutHash = (text: string): string => text.replace(/[0-9A-F]{8}(?=[.}])/g, '');

/** One thing that a policy of the template lets a role do. */
interface Statement {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/** @param resource a policy of a template */
export const statementsOf = (resource: unknown): readonly Statement[] => {
  const { Roles, PolicyDocument } = v.parse(policy, resource).Properties;
  return PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
    Action.flatMap((action) =>
      Resource.flatMap((on) => Roles.map((role) => ({ role: withoutHash(role), action, resource: withoutHash(on) }))),
    ),
  );
};

export const statementsIn = (template: Template): readonly Statement[] =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => Object.values(template.findResources(type)))
    .flatMap(statementsOf);

/** Every permission that a policy of the template gives, as `role may action on resource`. */
export const permissionsIn = (template: Template): readonly string[] =>
  statementsIn(template)
    .map(({ role, action, resource }) => `${role} may ${action} on ${resource}`)
    .sort();
