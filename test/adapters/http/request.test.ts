import { expect, test } from '@jest/globals';
import { Agent } from 'node:http';
import { sendRequest, withinDeadline } from '../../../adapters/http/request.ts';
import { serveHttp } from '../../servers.ts';

const get = (url: URL, agent: Agent): Promise<string> =>
  withinDeadline(5_000, async (signal) => {
    const { body } = await sendRequest(url, { headers: {}, signal, bodyBytes: 1_000, agent });
    return body;
  });

test('a request is connected by the agent that it is given, which may send it elsewhere or refuse it', async () => {
  const server = await serveHttp((request, response) => response.end(request.headers.host));
  const url = new URL(`http://instance.invalid:${server.port}/metrics`);
  try {
    const asked: string[] = [];
    const elsewhere = new Agent({
      lookup: (name, options, callback) => {
        asked.push(name);
        if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
        else callback(null, '127.0.0.1', 4);
      },
    });
    expect(await get(url, elsewhere)).toBe(url.host);
    expect(asked).toEqual(['instance.invalid']);

    const refusing = new Agent({
      lookup: (_name, _options, callback) => {
        callback(Object.assign(new Error('refused'), { code: 'EREFUSED' }), []);
      },
    });
    await expect(get(url, refusing)).rejects.toMatchObject({ code: 'EREFUSED' });
  } finally {
    await server.close();
  }
});
