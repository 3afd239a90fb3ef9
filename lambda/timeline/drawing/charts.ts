import { counted } from '../../alerts/words.ts';
import type { Bucket } from '../buckets.ts';
import type { Timeline } from '../timeline.ts';
import { ground } from './lanes.ts';
import { markup, type Markup } from './markup.ts';
import { box, type Box, strip } from './shapes.ts';
import { axis } from './timeline.ts';
import { momentText, stretchText, type TimeScale } from './when.ts';

const height = 96;

/** A chart under an axis, with the highest value it reaches beside it. */
const chart = (name: string, most: string, drawing: Markup, scale: TimeScale): Markup =>
  markup`<div class="rca-row">
    <div class="rca-name">${name}</div>
    <div class="rca-figure">${most}</div>
    <div class="rca-chart">${drawing}${axis(scale)}</div>
  </div>`;

/** How many instances were listed, and the least that were healthy. */
export const drawCounts = ({ buckets }: Timeline, scale: TimeScale): Markup => {
  const most = Math.max(
    1,
    ...buckets.map(({ mostListed, leastHealthy }) => Math.max(mostListed ?? 0, leastHealthy ?? 0)),
  );
  const least = Math.min(most, ...buckets.flatMap(({ leastHealthy }) => leastHealthy ?? []));
  const shapes = buckets.flatMap((bucket) => {
    const { mostListed, leastHealthy } = bucket;
    if (mostListed === null || leastHealthy === null) return [];
    const told = `${leastHealthy} healthy of ${counted(mostListed, 'listed instance')}: ${bucketText(bucket, scale)}`;
    return [
      box(bar(bucket, mostListed / most, scale), 'listed', told),
      box(bar(bucket, leastHealthy / most, scale), 'count', told),
    ];
  });
  const described = `Healthy instances, between ${least} and ${most}`;
  return chart('Instances', `up to ${most}`, strip(height, described, [ground(scale, height), ...shapes]), scale);
};

/** How long the workspace took to answer, on average and at most, and when it did not. */
export const drawLatency = ({ buckets, failedChecks }: Timeline, scale: TimeScale): Markup => {
  const most = Math.max(1, ...buckets.map(({ highestLatencyMilliseconds }) => highestLatencyMilliseconds ?? 0));
  const shapes = buckets.flatMap((bucket) => {
    const { meanLatencyMilliseconds: mean, highestLatencyMilliseconds: highest } = bucket;
    const when = bucketText(bucket, scale);
    const told =
      mean === null || highest === null
        ? ''
        : `${latencyText(mean)} on average, at most ${latencyText(highest)}: ${when}`;
    return [
      ...(highest === null ? [] : [box(bar(bucket, highest / most, scale), 'highest', told)]),
      ...(mean === null ? [] : [box(bar(bucket, mean / most, scale), 'mean', told)]),
      ...(bucket.failures === 0
        ? []
        : [
            box(
              { ...bar(bucket, 1, scale), height: 10 },
              'failed',
              `${bucket.failures} of ${counted(bucket.checks, 'check')} could not see: ${when}`,
            ),
          ]),
    ];
  });
  const described = `Time to answer, at most ${latencyText(most)}; ${counted(failedChecks, 'check')} failed`;
  return chart(
    'Time to answer',
    `up to ${latencyText(most)}`,
    strip(height, described, [ground(scale, height), ...shapes]),
    scale,
  );
};

/** `share`: from 0 to 1. */
const bar = ({ from, to }: Bucket, share: number, scale: TimeScale): Box => {
  const x = scale.percentAt(from);
  const tall = Math.max(1, share * height);
  return {
    x,
    width: Math.max(0.15, scale.percentAt(to) - x),
    y: Number((height - tall).toFixed(1)),
    height: Number(tall.toFixed(1)),
  };
};

const bucketText = ({ from, to, checks }: Bucket, { zone }: TimeScale): string =>
  checks === 1 ? momentText(from, zone) : stretchText(from, to, zone);

export const latencyText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
