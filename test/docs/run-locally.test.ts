import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fieldsOf } from '../../core/base/json.ts';
import { loadConfiguration } from '../../config/load.ts';
import { variableOf } from '../../cli/input/secrets.ts';
import { heartbeatVariable, smtpPasswordVariable, webhookVariable } from '../../cli/input/variables.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const page = read('docs/run-locally.md');

test.each([
  variableOf('/rocketchat-alerter/production'),
  variableOf('/rocketchat-alerter/slack'),
  variableOf('/rocketchat-alerter/production-heartbeat'),
  heartbeatVariable,
  smtpPasswordVariable,
  webhookVariable,
])('the page names the variable %s', (variable) => {
  expect(page).toContain(`| \`${variable}\``);
});

test('the example can be watched, with the variables beside it', () => {
  const { workspaces, alerts, operations } = loadConfiguration(join(root, 'examples/local/alerter.yaml'), {
    use: 'local',
  });
  const parameters = [
    ...workspaces.map(({ credentials }) => credentials),
    ...alerts.slack.map(({ webhook }) => webhook),
  ];
  const names = read('examples/local/alerter.env.example').match(/^\w+(?==)/gm);
  expect(names).toEqual([...parameters.map(variableOf), smtpPasswordVariable]);
  expect(operations.smtp?.user).toBe('alerter');
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const instructions = lines.filter((line) => /^[A-Z]+ /.test(line));
  const last = instructions.slice(instructions.map((line) => line.startsWith('FROM ')).lastIndexOf(true));

  test('builds in stages of one pinned version, and copies no source into the last', () => {
    const images = instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(images.length).toBeGreaterThan(1);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(/^node:\d+-/);
    expect(last.filter((line) => line.startsWith('COPY '))).toEqual(['COPY --from=install /app /app']);
  });

  test('runs as a user without rights, and says how it is', () => {
    const user = last.findIndex((line) => line === 'USER node');
    expect(user).toBeGreaterThan(0);
    expect(last.slice(user).some((line) => line.startsWith('RUN '))).toBe(false);
    expect(lines.join('\n')).toMatch(/HEALTHCHECK [^\n]*\\\n +CMD \["rocketchat-alerter", "status"/);
    expect(last.at(-1)).toMatch(/^CMD \["watch",/);
  });
});

test('the compose file gives the container a read-only file system and no rights', () => {
  const alerter = fieldsOf(fieldsOf(fieldsOf(parse(read('examples/local/compose.yml')))['services'])['alerter']);
  expect(alerter).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
});

test.each(['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes', 'StateDirectoryMode=0700'])(
  'the unit of systemd says %s',
  (line) => {
    expect(read('examples/local/rocketchat-alerter.service').split('\n')).toContain(line);
  },
);
