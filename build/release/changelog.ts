const heading = (version: string, when: string): string => `## ${version} – ${when}`;
const unreleased = 'unreleased';

/**
 * The changelog with the date of a version in place of `unreleased`.
 *
 * @param date such as `2026-11-27`
 * @throws Error where there is nothing of that version to release
 */
export function datedChangelog(text: string, version: string, date: string): string {
  const from = heading(version, unreleased);
  const lines = text.split('\n');
  const index = lines.indexOf(from);
  if (index < 0) throw new Error(`CHANGELOG.md has no heading "${from}": write what a user notices below one`);
  const end = lines.findIndex((line, at) => at > index && line.startsWith('## '));
  const said = lines.slice(index + 1, end < 0 ? undefined : end).filter((line) => line.startsWith('- '));
  if (said.length === 0) throw new Error(`CHANGELOG.md says nothing of ${version}: write what a user notices`);
  return lines.with(index, heading(version, date)).join('\n');
}

const parts = (version: string): readonly number[] => version.split('.').map(Number);

/**
 * Throws an Error unless a version may follow another, by the first of its numbers that differs.
 *
 * @param last null where none was released
 */
export function insistOnNewer(version: string, last: string | null): void {
  if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(version)) {
    throw new Error(`"${version}" is not a version: write one such as 0.2.0`);
  }
  if (last === null) return;
  const [numbers, before] = [parts(version), parts(last)];
  const difference = numbers.map((number, index) => number - (before[index] ?? 0)).find((each) => each !== 0) ?? 0;
  if (difference <= 0) throw new Error(`${version} does not come after ${last}, which is released already`);
}
