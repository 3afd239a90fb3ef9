import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serviceNamed } from '../../../adapters/services/registry.ts';
import { summaries } from '../../core/summary/given.ts';
import { delivering } from './delivering.ts';
import { fakes } from './fakes/list.ts';
import { incomingWebhook } from './fakes/incoming-webhook.ts';
import { serveService, type ServiceServer } from './service-server.ts';

const chats = ['teams-workflow', 'discord', 'telegram', 'matrix', 'ntfy'];

test('the chats get summaries, and what pages or forwards does not', () => {
  const taking = fakes.map(({ name }) => name).filter((name) => serviceNamed(name).takesSummary);
  expect(taking).toEqual(chats);
});

describe.each([...fakes, incomingWebhook])('$name', (fake) => {
  let server: ServiceServer;
  beforeAll(async () => {
    server = await serveService(fake);
  });
  afterAll(async () => {
    await server.close();
  });

  test('accepts every summary within its limits, or gets none', async () => {
    const isRead = [...chats, incomingWebhook.name].includes(fake.name);
    for (const [name, message] of Object.entries(summaries)) {
      const { outcome, reason, got } = await delivering(fake, server, { alert: message });
      expect([name, outcome, reason, server.refused]).toEqual([name, 'accepted', '', []]);
      expect(got).toHaveLength(isRead ? 1 : 0);
      if (got[0] !== undefined) expect(got[0].body).toContain('healthy');
    }
  });
});
