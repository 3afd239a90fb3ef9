import { expect, test } from '@jest/globals';
import { docsUrlOf } from '../../lib/docs-url.ts';

const docs = 'https://github.com/owner/alerter/blob/v1.2.0/docs';

test.each([
  ['github:owner/alerter', docs],
  ['https://github.com/owner/alerter', docs],
  [{ type: 'git', url: 'git+https://github.com/owner/alerter.git' }, docs],
  ['https://git.example.com/owner/alerter', null],
  [undefined, null],
])('the docs of a package whose repository is %j are at %s', (repository, url) => {
  expect(docsUrlOf({ version: '1.2.0', ...(repository !== undefined && { repository }) })).toBe(url);
});
