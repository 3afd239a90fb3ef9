import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const packageSchema = v.object({
  version: v.string(),
  repository: v.optional(
    v.union([
      v.string(),
      v.pipe(
        v.object({ url: v.string() }),
        v.transform(({ url }) => url),
      ),
    ]),
  ),
});

/** `github:owner/name`, or a URL such as `git+https://github.com/owner/name.git`. */
const onGitHub = /^(?:github:|(?:git\+)?https:\/\/github\.com\/)([\w.-]+)\/([\w.-]+?)(?:\.git)?$/;

/** Where a browser finds the `docs/` of a package at its version; null where that cannot be known. */
export const docsUrlOf = (packageJson: unknown): string | null => {
  const read = v.safeParse(packageSchema, packageJson);
  if (!read.success) return null;
  const { repository = '', version } = read.output;
  const [, owner, name] = onGitHub.exec(repository) ?? [];
  return owner === undefined || name === undefined ? null : `https://github.com/${owner}/${name}/blob/v${version}/docs`;
};

/** The `docs/` of this version, in the package's repository. */
export const ownDocsUrl = (): string | null =>
  docsUrlOf(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')));
