import type { WatchedWorkspace } from '../../config/check-event.ts';
import {
  createHeartbeat,
  type Heartbeat,
  maxBeatMilliseconds,
  noHeartbeat,
} from '../../adapters/heartbeat/heartbeat.ts';
import { fixedUrl, heartbeatUrlForm, isParameterName } from '../../adapters/heartbeat/heartbeat-url.ts';
import { readSecretUrl } from '../../adapters/http/secret-url.ts';
import { Problem } from '../base/problem.ts';
import { variableOf } from './secrets.ts';
import { heartbeatVariable } from './variables.ts';

interface HeartbeatOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Whether no other workspace is watched: the variable that names none is for it alone. */
  readonly isOnly: boolean;
  readonly onNote: (note: string) => void;
}

/** The outside check that hears of each check: at the URL in the environment, or else at the one in the file. */
export function heartbeatOf(
  { heartbeatUrl }: Pick<WatchedWorkspace, 'heartbeatUrl'>,
  { environment, isOnly, onNote }: HeartbeatOptions,
): Heartbeat {
  const own = heartbeatUrl !== null && isParameterName(heartbeatUrl) ? variableOf(heartbeatUrl) : null;
  const url =
    (own === null ? null : urlIn(environment, own)) ?? (isOnly ? urlIn(environment, heartbeatVariable) : null);
  if (url === null && own !== null) {
    onNote(`no heartbeat: a watch does not read ${heartbeatUrl ?? ''} from SSM. Set ${own} to ${heartbeatUrlForm}`);
    return noHeartbeat;
  }
  const called = url ?? heartbeatUrl;
  if (called === null) return noHeartbeat;
  const noted = new Set<string>();
  return createHeartbeat({
    url: fixedUrl(called),
    maxMilliseconds: () => maxBeatMilliseconds,
    onFailure: (reason) => {
      if (!noted.has(reason)) onNote(`heartbeat not taken: ${reason}`);
      noted.add(reason);
    },
  });
}

function urlIn(environment: NodeJS.ProcessEnv, variable: string): string | null {
  const text = (environment[variable] ?? '').trim();
  if (text === '') return null;
  if (readSecretUrl(text) === null) throw new Problem(`${variable} does not hold ${heartbeatUrlForm}`);
  return text;
}
