import { systemClock } from '../../adapters/process/system-clock.ts';
import { interruptedBy } from '../base/interruption.ts';
import { type HistorySource, usingHistory } from '../store/open-history.ts';
import type { Terminal } from '../base/terminal.ts';
import { openBrowser } from './open-browser.ts';
import { serveConsole } from './server.ts';
import { pollSeconds } from './sources.ts';

export interface ConsoleOptions extends HistorySource {
  readonly port: number;
  readonly open?: true;
}

/** Serves a console until it is interrupted. @throws Problem or HistoryError where it cannot begin */
export const runConsole = ({ port, open, ...where }: ConsoleOptions, terminal: Terminal): Promise<void> =>
  usingHistory(where, async (opened) => {
    const store = where.store ?? null;
    const everySeconds = store === null ? pollSeconds.deployed : pollSeconds.local;
    const interruption = interruptedBy(['SIGINT', 'SIGTERM']);
    const source = { ...opened, store, now: () => systemClock.now(), everySeconds };
    try {
      const served = await serveConsole(source, { port });
      try {
        await terminal.result(served.url);
        terminal.progress(
          `reads ${opened.where}. Open the address above in a browser; it is good for one. Ctrl-C ends it`,
        );
        const removeFile = open === true ? await openBrowser(served.url) : () => Promise.resolve();
        await abortedOf(AbortSignal.any([interruption.signal, terminal.lost]));
        await removeFile();
      } finally {
        await served.close();
      }
    } finally {
      interruption.release();
    }
  });

const abortedOf = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
