import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { serveInstances } from '../../simulator/instance-servers.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { onlyCheckOf } from './contract.ts';
import { running } from './running.ts';

test('check shows what instances report, where the file has them asked', async () => {
  const cluster = new SimulatedWorkspace({
    clock: systemClock,
    instances: [{}, { uses: { base: 970 } }, { uses: { base: 500 } }],
  });
  const [server, instances] = [await serve(cluster), await serveInstances(cluster)];
  const directory = mkdtempSync(join(tmpdir(), 'alerter-probe-'));
  const file = join(directory, 'alerter.yaml');
  try {
    const [, , third] = cluster.instances;
    if (third !== undefined) cluster.setReady(third.id, false);
    const probe = JSON.stringify({ addresses: instances.addresses });
    writeFileSync(
      file,
      `workspaces: [{ name: production, url: "${server.url}", probe: ${probe} }]\nrules: { memory: { limitMiB: 1024 } }\n`,
    );
    const asked = await running(['check', '--url', server.url, '--config', file]);
    expect(asked).toMatchObject({ code: 1, stderr: '' });
    expect(asked.stdout).toMatch(/ STARTED \(UTC\) +MEMORY +READY\n/);
    expect(asked.stdout).toMatch(/^10\.0\.0\.3:3000 +healthy .* (9[789]\d|10\d\d) MiB +yes$/m);
    expect(asked.stdout).toMatch(/^10\.0\.0\.4:3000 +healthy .* 5\d\d MiB +no$/m);
    expect(asked.stdout).toMatch(/▲ 10\.0\.0\.3:3000 uses \d+ MiB of memory, 9\d % of its 1 GiB limit/);
    expect(asked.stdout).toMatch(/▲ 10\.0\.0\.4:3000 returns 503 when asked whether it is ready/);

    const json = await running(['check', '--url', server.url, '--config', file, '--json']);
    expect(onlyCheckOf(json.stdout).instances).toContainEqual(
      expect.objectContaining({ ready: false, residentMiB: expect.any(Number), heapUsedMiB: expect.any(Number) }),
    );
    const unasked = await running(['check', '--url', server.url, '--json']);
    expect(onlyCheckOf(unasked.stdout).instances[0]).not.toHaveProperty('residentMiB');
  } finally {
    rmSync(directory, { recursive: true });
    await server.close();
    await instances.close();
  }
});
