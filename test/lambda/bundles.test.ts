import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildHandlers } from '../../build/handlers.ts';
import { environment as chat } from '../../lambda/chat/environment.ts';
import { environment as check } from '../../lambda/check/environment.ts';
import { environment as selfCheck } from '../../lambda/self-check/environment.ts';
import { environment as service } from '../../lambda/service/environment.ts';
import { environment as slack } from '../../lambda/slack/environment.ts';
import { environment as statusPage } from '../../lambda/status-page/environment.ts';
import { environment as summary } from '../../lambda/summary/environment.ts';
import { environment as widget } from '../../lambda/widget/environment.ts';
import { projectRoot as root } from '../../lib/handler-bundle.ts';

const names = Object.values({
  ...chat,
  ...check,
  ...selfCheck,
  ...service,
  ...slack,
  ...statusPage,
  ...summary,
  ...widget,
});
const environment = {
  ...Object.fromEntries([...names, 'AWS_REGION'].map((name) => [name, 'us-east-1'])),
  [service.service]: 'pagerduty',
  [service.options]: '{}',
  [service.minimumSeverity]: 'warning',
};

/** What posts alerts starts for each of them: the SDK alone is twice as much. */
const maxRelayBytes = 150_000;
/** All that is subscribed to the topic of alerts. */
const relays = ['chat', 'service', 'slack'];

/** A package that is no ES module may call `require` for a part of Node, which a bundle does not have. */
test('every function that is deployed loads as it is bundled', async () => {
  const functions = readdirSync(join(root, 'lambda'));
  const directory = mkdtempSync(join(tmpdir(), 'bundles-'));
  try {
    await buildHandlers(root, directory);
    for (const relay of relays) {
      const files = readdirSync(join(directory, relay)).filter((name) => name.endsWith('.mjs'));
      const bytes = files.reduce((sum, name) => sum + statSync(join(directory, relay, name)).size, 0);
      expect([relay, bytes < maxRelayBytes ? 'small' : bytes]).toEqual([relay, 'small']);
    }
    // It has no files beside it to read the style from.
    const pages = readFileSync(join(directory, 'status-page', 'index.mjs'), 'utf8');
    expect(pages).toContain('--rca-strip-missing');
    expect(pages).not.toContain('page.css');
    const loading = functions.map((name) => {
      const file = join(directory, name, 'index.mjs');
      return promisify(execFile)(process.execPath, [file], { env: environment });
    });
    await expect(Promise.all(loading)).resolves.toHaveLength(functions.length);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
