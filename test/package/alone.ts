import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveSmtp } from '../adapters/smtp/smtp-server.ts';
import type { Environment } from '../deploy/processes.ts';
import { countPackages, install, sizeOf } from './installed.ts';
import type { Stage } from './stage.ts';

/** For those who want `check` and `watch`, and nothing of the CDK. */
const max = { megabytes: 60, packages: 120 } as const;

/** Installs the package into an empty folder, and does there what needs no CDK. */
export async function aloneInAFolder(stage: Stage, file: string, environment: Environment): Promise<void> {
  const { report, processes, url } = stage;
  const folder = join(stage.directory, 'alone');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await report.step('it is installed into an empty folder', () =>
    install(processes, folder, { packages: [file], environment }),
  );
  const megabytes = sizeOf(join(folder, 'node_modules')) / 1e6;
  const packages = countPackages(folder);
  await report.step(`that takes ${megabytes.toFixed(1)} MB and ${packages} packages`, () => {
    assert.ok(megabytes <= max.megabytes, `more than ${max.megabytes} MB`);
    assert.ok(packages <= max.packages, `more than ${max.packages} packages`);
  });

  const alerter = (...args: readonly string[]): Promise<string> =>
    processes.run('npx', ['--no-install', 'rocketchat-alerter', ...args], {
      env: environment,
      timeoutSeconds: 300,
      directory: folder,
    });
  await report.step('npx rocketchat-alerter --help names itself so', async () => {
    assert.match(await alerter('--help'), /^Usage: npx rocketchat-alerter COMMAND/);
  });
  await report.step('check finds three healthy instances', async () => {
    assert.equal((await alerter('check', '--url', url, '--json')).match(/"status":"healthy"/g)?.length, 3);
  });
  await report.step('watch keeps a history, which report draws', async () => {
    await alerter('watch', '--url', url, '--every', '1s', '--checks', '2', '--store', 'history');
    await alerter('report', '--store', 'history', '--out', 'report.html');
  });
  await report.step('watch sends an alert by e-mail', async () => {
    const server = await serveSmtp();
    try {
      writeFileSync(join(folder, 'mail.yaml'), mailConfiguration(url, server.port));
      const command = 'npx --no-install rocketchat-alerter watch --config mail.yaml --every 1s --checks 2';
      // One that has found a problem ends with 1.
      await processes.run('sh', ['-c', `${command}; test $? -eq 1`], {
        env: environment,
        timeoutSeconds: 300,
        directory: folder,
      });
      assert.deepEqual(
        server.taken.map(({ from, to }) => [from, ...to]),
        [['alerter@example.com', 'ops@example.com']],
      );
      assert.match(server.taken[0]?.data ?? '', /^Subject: \[chat\] CRITICAL too-few-instances: 3 of 5 healthy$/m);
    } finally {
      await server.close();
    }
  });
  await report.step('demo lives through its day', async () => {
    assert.match(await alerter('demo'), /\d+ checks, \d+ messages/);
  });
  await report.step('config check says in one line that it needs the CDK', async () => {
    writeFileSync(join(folder, 'alerter.yaml'), `workspaces: [{ name: chat, url: "https://chat.example.com" }]\n`);
    await assert.rejects(alerter('config', 'check'), /needs aws-cdk-lib: npm install aws-cdk-lib constructs/);
  });
}

/** Of a workspace that has fewer instances than it should, by a mail server on this machine. */
const mailConfiguration = (url: string, port: number): string => `
workspaces: [{ name: chat, url: "${url}", expectedInstances: 5 }]
rules: { tooFewInstances: { for: 0s } }
alerts: { email: [ops@example.com] }
operations: { smtp: { host: 127.0.0.1, port: ${port}, from: alerter@example.com, allowInsecure: true } }
`;
