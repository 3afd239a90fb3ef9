import * as v from 'valibot';
import { duration } from '../core/settings/duration.ts';
import { isMapping, mapping } from './mapping.ts';
import { maybe, text, workspaceName } from './values.ts';

/** One function writes them all within a minute. */
export const maxStatusPages = 20;

const title = text(/^\S(?:[^\r\n]{0,78}\S)?$/, 'a title of at most 80 characters, on one line');

const titled = mapping({ name: workspaceName, title: maybe(title) });

const listed = 'a list of workspaces, each its name or a mapping with name and title';
const workspaces = v.pipe(
  v.array(
    v.lazy((item) => (isMapping(item) ? titled : workspaceName)),
    listed,
  ),
  v.nonEmpty(listed),
  v.maxLength(maxStatusPages, `at most ${maxStatusPages} workspaces`),
);

const domain = mapping({
  name: text(
    /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/,
    'a domain in lower-case ASCII letters, such as status.example.com',
  ),
  certificate: text(
    /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]{1,64}$/,
    'the ARN of a certificate in us-east-1, where CloudFront looks for it, such as arn:aws:acm:us-east-1:123456789012:certificate/…',
  ),
});

const page = mapping({
  title: maybe(title),
  workspaces: maybe(workspaces),
  since: maybe(duration({ from: '2d', to: '90d' })),
  domain: maybe(domain),
});

/** `true` for a page of each workspace under its own name. */
export const statusPageSchema = v.lazy((given) => (isMapping(given) ? page : v.boolean('true or false')));
