import { markup, type Markup } from './markup.ts';

/** What distinguishes statuses without their colours. Stands once before the drawings of a page. */
export const patterns: Markup = markup`<svg class="rca-defs" aria-hidden="true" focusable="false">
  <defs>
    <pattern id="rca-p-unseen" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="rca-p-ground" width="6" height="6" />
      <path class="rca-p-line" d="M-1 1l2-2M0 6l6-6M5 7l2-2" />
    </pattern>
    <pattern id="rca-p-disconnected" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="rca-p-disconnected" width="6" height="6" />
      <circle class="rca-p-dot" cx="3" cy="3" r="1" />
    </pattern>
    <pattern id="rca-p-unresponsive" width="7" height="7" patternUnits="userSpaceOnUse">
      <rect class="rca-p-unresponsive" width="7" height="7" />
      <path class="rca-p-cut" d="M-1 6l2 2M0 0l7 7M6-1l2 2" />
    </pattern>
    <pattern id="rca-p-missing" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="rca-p-missing" width="6" height="6" />
      <path class="rca-p-cut" d="M0 0l6 6M6 0l-6 6" />
    </pattern>
  </defs>
</svg>`;
