import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { laneLooks } from '../../../web/client/looks.ts';
import { colorsOfTheme, drawingStyle } from '../../../web/drawing/theme.ts';

const style = readFileSync(join(import.meta.dirname, '../../../web/client/client.css'), 'utf8');
const [lightStyle = '', darkStyle = ''] = style.split('@media screen and (prefers-color-scheme: dark)');

const coloursIn = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/--rca-([\w-]+):\s*(#[\da-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]));

const themes = [
  ['light', new Map([...coloursIn(colorsOfTheme('light')), ...coloursIn(lightStyle)])],
  ['dark', new Map([...coloursIn(colorsOfTheme('dark')), ...coloursIn(lightStyle), ...coloursIn(darkStyle)])],
] as const;

/** The relative luminance of WCAG: what is left of a colour in greyscale. */
const luminanceOf = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrastOf = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminanceOf(a), luminanceOf(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
};

describe.each(themes)('in the %s theme', (_, colours) => {
  const colourOf = (name: string): string => colours.get(name) ?? 'missing';
  const ground = colourOf('paper');
  const troubles = ['disconnected', 'unresponsive', 'missing'].map((state) => colourOf(`strip-${state}`));

  test('what is wrong has a contrast of 3 to what is well, and both to the ground and to the seam between', () => {
    const healthy = colourOf('strip-healthy');
    for (const colour of [healthy, ...troubles]) expect(contrastOf(colour, ground)).toBeGreaterThanOrEqual(3);
    for (const colour of troubles) expect(contrastOf(colour, healthy)).toBeGreaterThanOrEqual(3);
  });

  test('a letter on what is wrong can be read', () => {
    for (const colour of troubles) expect(contrastOf(colour, colourOf('letter'))).toBeGreaterThanOrEqual(4.5);
  });
});

test('pages without a script and the widget draw by the same colours', () => {
  for (const state of ['healthy', 'disconnected', 'unresponsive', 'missing']) {
    const fills = [...drawingStyle.matchAll(new RegExp(`\\.rca-${state}[,{][^}]*}`, 'g'))].map(([rule]) => rule);
    expect(fills.length).toBeGreaterThan(0);
    for (const rule of fills) expect(rule).toContain(`var(--rca-strip-${state})`);
  }
});

test('what is worse stands higher, so that it differs without its colour', () => {
  const heights = ['healthy', 'disconnected', 'unresponsive', 'missing'].map((state) => laneLooks[state]?.height ?? 0);
  expect(heights).toEqual([...new Set(heights)].sort((a, b) => a - b));
});
