import type { WatchedWorkspace } from '../config/check-event.ts';
import { createHeartbeat, type Heartbeat, maxBeatMilliseconds, noHeartbeat } from '../adapters/heartbeat/heartbeat.ts';
import { fixedUrl, heartbeatUrlForm, isParameterName } from '../adapters/heartbeat/heartbeat-url.ts';
import { readSecretUrl } from '../adapters/http/secret-url.ts';
import { Problem } from './problem.ts';

export const heartbeatVariable = 'ROCKETCHAT_ALERTER_HEARTBEAT_URL';

/** What a watch tells of its checks: to the URL in the environment, or else to the one in the file. */
export function heartbeatOf(
  { heartbeatUrl }: Pick<WatchedWorkspace, 'heartbeatUrl'>,
  environment: NodeJS.ProcessEnv,
  onNote: (note: string) => void,
): Heartbeat {
  const url = urlIn(environment) ?? heartbeatUrl;
  if (url === null) return noHeartbeat;
  if (isParameterName(url)) {
    onNote(`no heartbeat: a watch does not read ${url} from SSM. Set ${heartbeatVariable} to ${heartbeatUrlForm}`);
    return noHeartbeat;
  }
  const told = new Set<string>();
  return createHeartbeat({
    url: fixedUrl(url),
    maxMilliseconds: () => maxBeatMilliseconds,
    onFailure: (reason) => {
      if (!told.has(reason)) onNote(`heartbeat not taken: ${reason}`);
      told.add(reason);
    },
  });
}

function urlIn(environment: NodeJS.ProcessEnv): string | null {
  const text = (environment[heartbeatVariable] ?? '').trim();
  if (text === '') return null;
  if (readSecretUrl(text) === null) throw new Problem(`${heartbeatVariable} does not hold ${heartbeatUrlForm}`);
  return text;
}
