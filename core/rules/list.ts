import { certificate } from './certificate.ts';
import { degraded } from './degraded.ts';
import { disappeared } from './disappeared.ts';
import { disconnected } from './disconnected.ts';
import { lowMemory } from './low-memory.ts';
import { memory } from './memory.ts';
import { notReady } from './not-ready.ts';
import { restarting } from './restarting.ts';
import { slow } from './slow.ts';
import { tooFewInstances } from './too-few-instances.ts';
import { tooManyInstances } from './too-many-instances.ts';
import { unauthorized } from './unauthorized.ts';
import { unreachable } from './unreachable.ts';
import { unresponsive } from './unresponsive.ts';
import { version } from './version.ts';

/** Every rule, the one that explains most first: in this order alerts list what is equally severe. */
export const rules = [
  unauthorized,
  unreachable,
  disappeared,
  unresponsive,
  restarting,
  tooFewInstances,
  notReady,
  degraded,
  tooManyInstances,
  disconnected,
  certificate,
  slow,
  memory,
  lowMemory,
  version,
] as const;
