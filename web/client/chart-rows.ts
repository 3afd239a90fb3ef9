import { counted } from '../../core/text/words.ts';
import type { DataBucket, DataLane } from './data.ts';
import { momentText } from './clock.ts';
import {
  drawArea,
  drawGrid,
  drawLabels,
  drawLine,
  drawMarks,
  type Frame,
  roundValues,
  type Step,
} from './draw-chart.ts';
import { secondsIn } from './lane-rows.ts';
import type { RowParts } from './row.ts';
import { momentOf, type PageState } from './state.ts';
import { firstAfter, type Span } from './view.ts';
import { latencyText, memoryText } from './words.ts';

const bucketAt = ({ data }: PageState, at: number): DataBucket | null => {
  const seconds = (at - data.since) / 1000;
  const bucket = data.buckets[firstAfter(data.buckets, seconds, ({ to }) => to)];
  return bucket !== undefined && bucket.from <= seconds ? bucket : null;
};

const stepsOf = (buckets: readonly DataBucket[], key: 'p50' | 'p95' | 'max' | 'minHealthy' | 'maxListed'): Step[] =>
  buckets.map((bucket) => [bucket.from, bucket.to, bucket[key]]);

/** Those that are shown, and one on each side, so that lines go on. */
function shownBuckets({ data }: PageState, span: Span): readonly DataBucket[] {
  const { from, to } = secondsIn(data, span);
  const { buckets } = data;
  const [first, last] = [firstAfter(buckets, from, (one) => one.to), firstAfter(buckets, to, (one) => one.from)];
  return buckets.slice(Math.max(0, first - 1), last + 1);
}

const bucketStops = ({ data }: PageState): number[] =>
  data.buckets.map(({ from, to }) => momentOf(data, (from + to) / 2));

const maxOf = (steps: readonly Step[]): number => steps.reduce((max, [, , value]) => Math.max(max, value ?? 0), 0);

export function countsRow(state: PageState): RowParts {
  return {
    name: 'Instances',
    about: 'healthy, of those listed',
    figure: '',
    height: 72,
    label: 'Healthy instances',
    slides: false,
    draw: (sheet, colours, span) => {
      const buckets = shownBuckets(state, span);
      const [listed, healthy] = [stepsOf(buckets, 'maxListed'), stepsOf(buckets, 'minHealthy')];
      const frame: Frame = {
        ...secondsIn(state.data, span),
        max: Math.max(1, maxOf(listed), maxOf(healthy)),
        label: String,
      };
      drawArea(sheet, frame, listed, colours('faint'));
      drawArea(sheet, frame, healthy, colours('strip-healthy'));
      const values = roundValues(frame.max, true);
      drawGrid(sheet, frame, values, colours);
      drawLabels(sheet, frame, values, colours);
    },
    textAt: (at) => {
      const { minHealthy = null, maxListed = null } = bucketAt(state, at) ?? {};
      if (minHealthy === null || maxListed === null) return null;
      return `${minHealthy} healthy of ${counted(maxListed, 'listed instance')}`;
    },
    stops: () => bucketStops(state),
  };
}

export function latencyRow(state: PageState): RowParts {
  const hasPercentiles = state.data.buckets.some(({ p95 }) => p95 !== null);
  return {
    name: 'Response time',
    about: hasPercentiles ? 'line: p50; area: p95' : 'line: average; area: maximum',
    figure: '',
    height: 96,
    label: 'Response time',
    slides: false,
    draw: (sheet, colours, span) => {
      const buckets = shownBuckets(state, span);
      const [high, middle] = [stepsOf(buckets, hasPercentiles ? 'p95' : 'max'), stepsOf(buckets, 'p50')];
      const frame: Frame = { ...secondsIn(state.data, span), max: Math.max(1, maxOf(high)) * 1.08, label: latencyText };
      drawArea(sheet, frame, high, colours('faint'));
      const values = roundValues(frame.max);
      drawGrid(sheet, frame, values, colours);
      drawLine(sheet, frame, high, colours('unseen'), 1);
      drawLine(sheet, frame, middle, colours('accent'));
      drawLabels(sheet, frame, values, colours);
      drawMarks(
        sheet,
        frame,
        buckets.filter(({ failures }) => failures > 0).map(({ from, to }) => [from, to]),
        colours('missing'),
      );
    },
    textAt: (at) => {
      const bucket = bucketAt(state, at);
      if (bucket === null) return null;
      const { p50, p95, max, failures, checks } = bucket;
      const parts = [
        p50 === null ? null : `${hasPercentiles ? 'p50' : 'average'} ${latencyText(p50)}`,
        p95 === null ? null : `p95 ${latencyText(p95)}`,
        max === null ? null : `max ${latencyText(max)}`,
        failures === 0 ? null : `${failures} of ${counted(checks, 'check')} failed`,
      ];
      return parts.filter((part) => part !== null).join(', ');
    },
    stops: () => bucketStops(state),
  };
}

/** The memory of the instances that say it themselves; null where none does. */
export function memoryRow(state: PageState, lanes: readonly DataLane[]): RowParts | null {
  const asked = lanes.filter(({ resident }) => resident.length > 0);
  if (asked.length === 0) return null;
  const valueAt = ({ resident }: DataLane, seconds: number): number | null => {
    const peak = resident[firstAfter(resident, seconds, ([, to]) => to)];
    return peak !== undefined && peak[0] <= seconds ? peak[2] : null;
  };
  const growing = asked
    .filter(({ memory }) => typeof memory?.reachesLimitAt === 'number')
    .map((lane) => forecastText(lane, state));
  // One scale for all of the time: it is compared with what a process may have, not with an hour ago.
  const max = Math.max(1, ...asked.map(({ resident }) => maxOf(resident))) * 1.08;
  const values = roundMemory(max);
  const frameOf = (span: Span): Frame => ({ ...secondsIn(state.data, span), max, label: memoryText });
  return {
    name: 'Memory (RSS)',
    about: growing.length === 0 ? 'a line for each instance' : growing.join('; '),
    figure: '',
    height: 96,
    label: `Memory of ${counted(asked.length, 'instance')}`,
    slides: true,
    draw: (sheet, colours, span) => {
      const frame = frameOf(span);
      drawGrid(sheet, frame, values, colours);
      for (const { resident } of asked) {
        const shown = resident.filter(([begin, end]) => end >= frame.from && begin <= frame.to);
        drawLine(sheet, frame, shown, colours('accent'), 1.2);
      }
    },
    drawAbove: (sheet, colours) => {
      drawLabels(sheet, frameOf(state.view), values, colours);
    },
    textAt: (at) => {
      const seconds = (at - state.data.since) / 1000;
      const values = asked
        .flatMap((lane) => {
          const value = valueAt(lane, seconds);
          return value === null ? [] : [{ name: lane.name, value }];
        })
        .sort((a, b) => b.value - a.value);
      if (values.length === 0) return null;
      const [shown, more] = [values.slice(0, maxNamed), values.length - maxNamed];
      const texts = shown.map(({ name, value }) => `${name} ${memoryText(value)}`);
      return more > 0 ? `${texts.join(', ')} and ${more} more` : texts.join(', ');
    },
    stops: () => bucketStops(state),
  };
}

/** `10.0.0.8:3000 reaches 1 GiB at about 27 Nov 23:20` */
function forecastText({ name, memory }: DataLane, { address }: PageState): string {
  const at = memory?.reachesLimitAt ?? null;
  if (at === null || memory === null) return name;
  const limit = memory.limitBytes === null ? 'its limit' : memoryText(memory.limitBytes);
  return `${name} reaches ${limit} at about ${momentText(at, address.zone)}`;
}

const maxNamed = 4;
const mebibyte = 1024 ** 2;

/** Round in MiB. */
const roundMemory = (max: number): readonly number[] => roundValues(max / mebibyte).map((value) => value * mebibyte);
