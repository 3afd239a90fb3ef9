import { describe, expect, test } from '@jest/globals';
import { heartbeatOf } from '../../../cli/input/heartbeat.ts';
import { heartbeatVariable } from '../../../cli/input/variables.ts';
import { serveSwitch, switchPath } from '../../adapters/heartbeat/switch-server.ts';
import { withServer } from '../../servers.ts';
import { listing } from '../answers.ts';
import { running, withCredentials } from '../running.ts';

test('watch calls the URL in the environment around each check', () =>
  withServer(listing('a'), async (url) => {
    const heartbeat = await serveSwitch();
    try {
      const environment = { ...withCredentials, [heartbeatVariable]: heartbeat.url };
      const { code, stderr } = await running(['watch', '--url', url, '--checks', '1', '--json'], { environment });
      expect([code, stderr]).toEqual([0, '']);
      expect(heartbeat.calls).toEqual([`GET ${switchPath}/start`, `GET ${switchPath}`]);
    } finally {
      await heartbeat.close();
    }
  }));

describe('the heartbeat of a watch', () => {
  const notesOf = async (heartbeatUrl: string | null, environment: NodeJS.ProcessEnv = {}) => {
    const notes: string[] = [];
    const beat = heartbeatOf({ heartbeatUrl }, { environment, isOnly: true, onNote: (note) => void notes.push(note) });
    await beat('start');
    await beat('fail');
    return notes;
  };

  test('goes to the URL in the file, and says once what keeps it from there', async () => {
    const heartbeat = await serveSwitch((_, response) => void response.writeHead(410).end());
    const notes = await notesOf(heartbeat.url).finally(() => heartbeat.close());
    expect(heartbeat.calls).toEqual([`GET ${switchPath}/start`, `GET ${switchPath}/fail`]);
    expect(notes).toEqual([expect.stringMatching(/^heartbeat not taken: 127.0.0.1:\d+: .*410$/)]);
  });

  test('is none where the URL is in SSM, and says what to do instead', async () => {
    expect(await notesOf('/chat/heartbeat')).toEqual([
      expect.stringMatching(/a watch does not read \/chat\/heartbeat from SSM. Set CHAT_HEARTBEAT to/),
    ]);
    expect(await notesOf(null)).toEqual([]);
  });

  test('refuses what is no such URL, without repeating it', async () => {
    const environment = { [heartbeatVariable]: 'http://chat.example.com/secret' };
    const said = String(await notesOf(null, environment).catch((error: unknown) => error));
    expect(said).toContain(`${heartbeatVariable} does not hold the https URL to call`);
    expect(said).not.toContain('secret');
  });
});

test('a watch calls the URL in the variable that is named after the parameter in the file', async () => {
  const heartbeat = await serveSwitch();
  const environment = { CHAT_HEARTBEAT: heartbeat.url, [heartbeatVariable]: 'https://other.example.com/x' };
  const onNote = (note: string): void => {
    throw new Error(note);
  };
  const beat = heartbeatOf({ heartbeatUrl: '/chat/heartbeat' }, { environment, isOnly: false, onNote });
  await beat('success').finally(() => heartbeat.close());
  expect(heartbeat.calls).toEqual([`GET ${switchPath}`]);
});
