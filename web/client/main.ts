import { readAddress } from './address.ts';
import { showOverview } from './overview.ts';
import { showWorkspace } from './workspace.ts';

const app = document.getElementById('app');
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
