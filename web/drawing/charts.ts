import { counted } from '../../core/text/words.ts';
import type { Bucket, Timeline } from '../../core/timeline/model.ts';
import { ground } from './lanes.ts';
import { markup, type Markup } from './markup.ts';
import { box, type Box, strip } from './shapes.ts';
import { axis, failedBox, lanesToDraw } from './timeline.ts';
import { momentText, stretchText, type TimeScale } from './time-axis.ts';

const height = 96;

const row = (name: string, figure: string, drawing: Markup): Markup =>
  markup`<div class="rca-row">
    <div class="rca-name">${name}</div>
    <div class="rca-figure">${figure}</div>
    <div class="rca-chart">${drawing}</div>
  </div>`;

/** A chart under an axis, with the highest value it reaches beside it. */
const chart = (name: string, max: string, drawing: Markup, scale: TimeScale): Markup =>
  row(name, max, markup`${drawing}${axis(scale)}`);

/** How many instances were listed, and the least that were healthy. */
export const drawCounts = ({ buckets }: Timeline, scale: TimeScale): Markup => {
  const max = Math.max(1, ...buckets.map(({ maxListed, minHealthy }) => Math.max(maxListed ?? 0, minHealthy ?? 0)));
  const min = Math.min(max, ...buckets.flatMap(({ minHealthy }) => minHealthy ?? []));
  const shapes = buckets.flatMap((bucket) => {
    const { maxListed, minHealthy } = bucket;
    if (maxListed === null || minHealthy === null) return [];
    const title = `${minHealthy} healthy of ${counted(maxListed, 'listed instance')}: ${bucketText(bucket, scale)}`;
    return [
      box(bar(bucket, maxListed / max, scale), 'listed', title),
      box(bar(bucket, minHealthy / max, scale), 'count', title),
    ];
  });
  const described = `Healthy instances, between ${min} and ${max}`;
  return chart('Instances', `up to ${max}`, strip(height, described, [ground(scale, height), ...shapes]), scale);
};

/** How long the workspace took to answer, 95 of 100 times and at most, and when it did not. */
export const drawLatency = ({ buckets, failedChecks }: Timeline, scale: TimeScale): Markup => {
  const max = Math.max(1, ...buckets.map(({ maxMilliseconds }) => maxMilliseconds ?? 0));
  const shapes = buckets.flatMap((bucket) => {
    const { p50Milliseconds: half, p95Milliseconds: most, maxMilliseconds: highest } = bucket;
    const when = bucketText(bucket, scale);
    const title =
      half === null || most === null || highest === null
        ? ''
        : `p50 ${latencyText(half)}, p95 ${latencyText(most)}, at most ${latencyText(highest)}: ${when}`;
    return [
      ...(highest === null ? [] : [box(bar(bucket, highest / max, scale), 'highest', title)]),
      ...(most === null ? [] : [box(bar(bucket, most / max, scale), 'mean', title)]),
      ...(bucket.failedChecks === 0 ? [] : [failedBox(bucket, height, scale)]),
    ];
  });
  const described = `Response time, at most ${latencyText(max)}; ${counted(failedChecks, 'check')} failed`;
  return chart(
    'Response time',
    `up to ${latencyText(max)}`,
    strip(height, described, [ground(scale, height), ...shapes]),
    scale,
  );
};

/** The memory that each instance held, where instances are asked for it: each against the most that any did. */
export const drawMemory = ({ lanes }: Timeline, scale: TimeScale): Markup | null => {
  const asked = lanesToDraw(lanes.filter(({ resident }) => resident.length > 0));
  const max = Math.max(1, ...asked.flatMap(({ resident }) => resident.map(({ value }) => value)));
  if (asked.length === 0) return null;
  return markup`${asked.map(({ name, resident }) => {
    const highest = Math.max(...resident.map(({ value }) => value));
    const shapes = resident.map((peak) =>
      box(
        bar(peak, peak.value / max, scale, lowHeight),
        'count',
        `${memoryText(peak.value)}: ${stretchText(peak.from, peak.to, scale.zone)}`,
      ),
    );
    const described = `Memory of ${name}, at most ${memoryText(highest)}, last ${memoryText(resident.at(-1)?.value ?? 0)}`;
    return row(name, memoryText(highest), strip(lowHeight, described, [ground(scale, lowHeight), ...shapes]));
  })}${row('', '', axis(scale))}`;
};

const lowHeight = 36;

const memoryText = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;

/** `share`: from 0 to 1. */
const bar = ({ from, to }: Pick<Bucket, 'from' | 'to'>, share: number, scale: TimeScale, whole = height): Box => {
  const x = scale.percentAt(from);
  const tall = Math.max(1, share * whole);
  return {
    x,
    // Neighbours overlap by a hair: rounded to pixels, some would leave a gap.
    width: Math.max(0.15, scale.percentAt(to) - x + 0.08),
    y: Number((whole - tall).toFixed(1)),
    height: Number(tall.toFixed(1)),
  };
};

const bucketText = ({ from, to, checks }: Bucket, { zone }: TimeScale): string =>
  checks === 1 ? momentText(from, zone) : stretchText(from, to, zone);

const latencyText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
