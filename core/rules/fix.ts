import type { Incident } from '../incidents/incident.ts';
import { adviceFor } from '../observation/failure-advice.ts';

/** What to do about an incident, in whole sentences. */
export const adviceOf = (incident: Incident): string => {
  switch (incident.kind) {
    case 'disappeared':
      return 'See whether the container or service still runs, and start it if not; its last log lines tell why it ended. If it was taken away on purpose, do nothing: this ends by itself after `forgetAfter` (one day, unless configured).';
    case 'unresponsive':
      return 'Look at the process: CPU, log, its connection to the database. If it hangs, restart it. If it was stopped just now, it leaves the list within two minutes.';
    case 'restarting':
      return 'Read the last log lines and the exit code of the process before: out of memory, a failing health check and an error at start are the usual causes. If a deployment is under way, stop it.';
    case 'too-few-instances':
      return 'Start what is missing. If fewer are meant, change `expectedInstances`.';
    case 'disconnected':
      return 'See whether these instances reach each other over the network; if they do, restart the one that is cut off. Until then, people on one side may not see at once what happens on the other.';
    case 'memory':
      return 'Restart it at a quiet time, before the kernel ends it, and look for what grows: an app, an integration, a recent upgrade. If it needs that much, give it more and change `rules.memory`.';
    case 'not-ready':
      return 'Read its log, and see whether it reaches the database and the other services. If it does not recover by itself, restart it.';
    case 'low-memory':
      return "Look at the host's memory now. If it is still short, move something away from that host or give it more.";
    case 'unreachable':
    case 'unauthorized':
      return adviceFor(incident.failure);
  }
};
