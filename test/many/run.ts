import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  markdownTable,
  plainTable,
  proofDocument,
  provenance,
  type Table,
  writeSection,
} from '../../bench/proof-section.ts';

/*
 * 300 workspaces of one file: `npm run test:many`. Synthesises their stack as `npx cdk synth` does, then has each
 * checked three times through the function's handler. Writes its section of docs/proof.md, and exits with 1 where a
 * workspace has anything of another, or lacks what is its own.
 */

const count = 300;

// Here, where the SDK can be kept from warning of this version of Node.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
const { configurationOf, namesOf, play } = await import('./play.ts');
const { complaintsAbout } = await import('./verdict.ts');

const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1000;

const synthesise = (): number => {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-many-'));
  try {
    const file = join(directory, 'alerter.yaml');
    writeFileSync(file, configurationOf(namesOf(count), 'https://chat.example.com'));
    const startedAt = performance.now();
    const args = ['cdk', 'synth', '--quiet', '-c', `config=${file}`, '-o', join(directory, 'out')];
    const { status } = spawnSync('npx', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`cdk synth ended with code ${String(status)}`);
    return secondsSince(startedAt);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const startedAt = performance.now();
const synthSeconds = synthesise();
const checkingSince = performance.now();
const played = await play(count);
const checkSeconds = secondsSince(checkingSince);
const complaints = complaintsAbout(played);
for (const complaint of complaints) console.error(complaint);

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);
const table: Table = [
  ['of 300 workspaces in one file', ''],
  ['`npx cdk synth`, bundling included', `${synthSeconds.toFixed(1)} s`],
  ['checks through the handler, ten at a time', String(played.checkTimes.length * count)],
  ['in', `${checkSeconds.toFixed(1)} s`],
  ['snapshots, each with its own instances', String(sum(played.workspaces.map(({ snapshots }) => snapshots.length)))],
  ['alerts sent to a subscriber', String(played.messages.length)],
  ['checks that failed for want of credentials', String(sum(played.workspaces.map(({ failures }) => failures.length)))],
  ['workspaces with anything of another, or without their own', String(complaints.length)],
];
console.log(plainTable(table).join('\n'));
if (complaints.length === 0) {
  const heading = ['## Many workspaces', '', provenance('npm run test:many', secondsSince(startedAt)), ''];
  const text =
    'After the first check 25 of them get an instance that is short of memory, the token of 25 is revoked, a login page answers in the place of 25, and the credentials of 25 were never stored. Workspaces are simulated, DynamoDB, SNS and SSM local.';
  writeSection(proofDocument, 'many', [...heading, text, '', ...markdownTable(table)]);
}
process.exitCode = complaints.length === 0 ? 0 : 1;
