import { describe, expect, test } from '@jest/globals';
import { datedChangelog, insistOnNewer } from '../../build/release/changelog.ts';

const changelog = '# Changelog\n\n## 0.2.0 – unreleased\n\n- More.\n\n## 0.1.0 – 2026-11-27\n\n- All.\n';

describe('the changelog of a release', () => {
  test('has its date, and is otherwise as it was', () => {
    const dated = datedChangelog(changelog, '0.2.0', '2026-12-01');
    expect(dated).toBe(changelog.replace('0.2.0 – unreleased', '0.2.0 – 2026-12-01'));
  });

  test.each([
    ['of another version', changelog, '0.3.0', 'no heading "## 0.3.0 – unreleased"'],
    ['of one that is released', changelog, '0.1.0', 'no heading "## 0.1.0 – unreleased"'],
    ['that says nothing', changelog.replace('- More.', ''), '0.2.0', 'says nothing of 0.2.0'],
  ])('is refused if it is one %s', (_, text, version, why) => {
    expect(() => datedChangelog(text, version, '2026-12-01')).toThrow(why);
  });
});

describe('a version', () => {
  test.each([
    ['0.1.0', null],
    ['0.1.1', '0.1.0'],
    ['0.10.0', '0.9.9'],
    ['1.0.0', '0.99.99'],
  ])('%s may follow %s', (version, last) => {
    expect(() => {
      insistOnNewer(version, last);
    }).not.toThrow();
  });

  test.each([
    ['0.1.0', '0.1.0'],
    ['0.9.0', '0.10.0'],
    ['0.1', null],
    ['v0.1.0', null],
    ['', null],
    ['01.0.0', null],
  ])('%s may not follow %s', (version, last) => {
    expect(() => {
      insistOnNewer(version, last);
    }).toThrow();
  });
});
