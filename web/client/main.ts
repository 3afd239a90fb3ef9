import { readAddress } from './address.ts';
import type { TimelineData } from './data.ts';
import { showOverview } from './overview.ts';
import { enliven } from './report.ts';
import { showWorkspace } from './workspace.ts';

const report = document.getElementById('live');
const data = document.getElementById('timeline-data');
const app = document.getElementById('app');

if (report !== null && data !== null) enliven(report, JSON.parse(data.textContent) as TimelineData);
if (app !== null) followAddress(app);

/** Shows the page that the address names, and another when that changes. */
function followAddress(place: HTMLElement): void {
  let shown: string | null | undefined;
  let end = (): void => undefined;
  const follow = (): void => {
    const { workspace } = readAddress(location.hash);
    if (workspace === shown) return;
    end();
    shown = workspace;
    end = workspace === null ? showOverview(place) : showWorkspace(place, workspace);
    scrollTo(0, 0);
  };
  addEventListener('hashchange', follow);
  follow();
}
