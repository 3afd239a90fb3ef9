/**
 * Colours, for light and dark: text has a contrast of 4.5 or more, what is drawn one of 3 or more, and what is wrong
 * has a pattern and a letter besides, for those who see no difference between the colours. In a strip, what is well,
 * what is wrong and the ground have a contrast of 3 to each other, also without their colours and where it is thin.
 */
const light = {
  paper: '#fbfbf9',
  card: '#ffffff',
  ink: '#1b1f24',
  soft: '#555c66',
  line: '#d8dbdf',
  faint: '#eceef0',
  accent: '#0b5c8f',
  healthy: '#3b8c7b',
  replaced: '#41506e',
  unseen: '#7d8590',
  'unseen-ground': '#e9ebee',
  disconnected: '#6a4ca6',
  unresponsive: '#b4540a',
  missing: '#a8123e',
  letter: '#ffffff',
  'strip-healthy': '#48a08d',
  'strip-disconnected': '#4b3190',
  'strip-unresponsive': '#703400',
  'strip-missing': '#8a0f33',
} as const;

type Palette = Readonly<Record<keyof typeof light, string>>;

const dark: Palette = {
  paper: '#111417',
  card: '#181c20',
  ink: '#e9ebee',
  soft: '#a9b0ba',
  line: '#353b43',
  faint: '#22272d',
  accent: '#7cc0ee',
  healthy: '#4aa893',
  replaced: '#b8c4de',
  unseen: '#8c95a1',
  'unseen-ground': '#262b31',
  disconnected: '#b79df2',
  unresponsive: '#f2a552',
  missing: '#ff7d98',
  letter: '#111417',
  'strip-healthy': '#2a6e60',
  'strip-disconnected': '#cdbcff',
  'strip-unresponsive': '#f5b060',
  'strip-missing': '#ffa3b5',
};

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--rca-${name}:${colour};`)
    .join('');

/** For a page that follows its reader's system, and is light on paper. */
export const colorsOfSystem = `.rca{color-scheme:light;${variables(light)}}
@media screen and (prefers-color-scheme:dark){.rca{color-scheme:dark;${variables(dark)}}}`;

/** For a page that says which theme it has. */
export const colorsOfTheme = (theme: 'light' | 'dark'): string =>
  `.rca{color-scheme:${theme};${variables(theme === 'dark' ? dark : light)}}`;

/** What the drawings need, wherever they stand. */
export const drawingStyle = `
.rca{font:400 15px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;color:var(--rca-ink);font-variant-numeric:tabular-nums}
.rca-rows{margin:0;padding:0;list-style:none}
.rca-row{display:grid;grid-template:"name chart figure" / minmax(8rem,15rem) minmax(0,1fr) 5.6rem;column-gap:.9rem;align-items:center;margin:.3rem 0}
.rca-name{grid-area:name}
.rca-chart{grid-area:chart;min-width:0}
.rca-figure{grid-area:figure}
.rca-name{font-size:.82rem;line-height:1.25;overflow-wrap:anywhere}
.rca-name small{display:block;font-size:.75rem;color:var(--rca-soft)}
.rca-figure{font-size:.82rem;text-align:right;white-space:nowrap}
.rca-strip{display:block;width:100%;overflow:visible;border-radius:3px}
.rca-strip:focus-visible{outline:2px solid var(--rca-accent);outline-offset:3px}
.rca-sign{overflow:visible}
.rca-defs{position:absolute;width:0;height:0}
.rca-ground{fill:var(--rca-faint)}
.rca-grid{stroke:var(--rca-line);stroke-width:1}
.rca-tick{fill:var(--rca-soft);font-size:11.5px;text-anchor:middle}
.rca-healthy,.rca-answered,.rca-count{fill:var(--rca-strip-healthy)}
.rca-listed,.rca-highest{fill:var(--rca-strip-healthy);fill-opacity:.32}
.rca-disconnected{fill:var(--rca-strip-disconnected);fill:url(#rca-p-disconnected) var(--rca-strip-disconnected)}
.rca-unresponsive,.rca-trouble{fill:var(--rca-strip-unresponsive);fill:url(#rca-p-unresponsive) var(--rca-strip-unresponsive)}
.rca-missing,.rca-failed{fill:var(--rca-strip-missing);fill:url(#rca-p-missing) var(--rca-strip-missing)}
.rca-unseen,.rca-unchecked,.rca-unjudged{fill:var(--rca-unseen-ground);fill:url(#rca-p-unseen) var(--rca-unseen-ground)}
.rca-thin.rca-disconnected{fill:var(--rca-strip-disconnected)}
.rca-thin.rca-unresponsive{fill:var(--rca-strip-unresponsive)}
.rca-thin.rca-missing,.rca-thin.rca-failed{fill:var(--rca-strip-missing)}
.rca-replaced,.rca-takeover{fill:var(--rca-replaced)}
.rca-takeover-line{stroke:var(--rca-card);stroke-width:2}
.rca-letter{fill:var(--rca-letter);font-size:11px;font-weight:700;text-anchor:middle;pointer-events:none;paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
.rca-letter-unseen{fill:var(--rca-ink);stroke:var(--rca-unseen-ground)}
.rca-letter-replaced{stroke:var(--rca-replaced)}
.rca-letter-disconnected{stroke:var(--rca-strip-disconnected)}
.rca-letter-unresponsive{stroke:var(--rca-strip-unresponsive)}
.rca-letter-missing{stroke:var(--rca-strip-missing)}
.rca-chart rect{shape-rendering:crispEdges}
.rca-opening{fill:var(--rca-strip-missing)}
.rca-warning{fill:var(--rca-strip-unresponsive)}
.rca-ending{fill:var(--rca-strip-healthy)}
.rca-mean{fill:var(--rca-strip-healthy)}
.rca-scale{fill:var(--rca-soft);font-size:11px}
.rca-legend{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;margin:.2rem 0 1rem;padding:0;list-style:none;font-size:.82rem;color:var(--rca-soft)}
.rca-legend li{display:flex;align-items:center;gap:.4rem}
.rca-legend svg{flex:none;overflow:visible}
.rca-p-ground{fill:var(--rca-unseen-ground)}
.rca-p-line{stroke:var(--rca-unseen);stroke-width:1.2}
.rca-p-cut{stroke:var(--rca-card);stroke-width:1.6;stroke-opacity:.55}
.rca-p-disconnected{fill:var(--rca-strip-disconnected)}
.rca-p-unresponsive{fill:var(--rca-strip-unresponsive)}
.rca-p-missing{fill:var(--rca-strip-missing)}
.rca-p-dot{fill:var(--rca-card);fill-opacity:.6}
`;

/** Where there is little room: each name above its line. */
export const narrowStyle = `
.rca-row{grid-template:"name figure" "chart chart" / minmax(0,1fr) max-content;row-gap:.15rem;margin:.6rem 0}
.rca-odd{display:none}
`;
