import type { IncidentKind } from '../incidents/incident.ts';

/** What an incident of a kind rests on, and how sure that is, in whole sentences. */
export const certaintyOf = (kind: IncidentKind): string => {
  switch (kind) {
    case 'disappeared':
      return "The record is gone from the server's list, where it stays for one to two minutes after the last heartbeat. A clean stop and a crash look alike from here.";
    case 'unresponsive':
      return 'A living process writes a heartbeat every 10 s. This one is still listed, but does not: it hangs, has lost the database, or has ended and is not yet off the list.';
    case 'restarting':
      return 'Counted from new processes in the place of old ones. A rolling deployment replaces each process once and is not counted.';
    case 'too-few-instances':
      return "Counted from the server's list: those with a fresh heartbeat that are not cut off.";
    case 'disconnected':
      return 'One end of each connection says so, while the heartbeats of both ends are fresh. The other end is asked only when the load balancer leads there.';
    case 'memory':
      return 'Read from what the process itself exposes, at the time of the check. A forecast is a straight line through what was left after garbage collection, over the last hours: it holds while the growth goes on as it did.';
    case 'not-ready':
      return 'The process was asked itself. Its heartbeat, which it writes to the database, is fresh: it runs, but should get no calls.';
    case 'low-memory':
      return 'The server tells memory once, when a process starts: it is that of the whole host at that time. What is free now, and what limit a container has, is not known.';
    case 'unreachable':
    case 'unauthorized':
      return 'While this lasts, nothing is known about the instances. What was known before is kept, and nothing is concluded from their absence.';
  }
};
