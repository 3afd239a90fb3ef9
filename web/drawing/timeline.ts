import { durationText } from '../../core/text/duration-text.ts';
import { failureKinds } from '../../core/observation/failure.ts';
import { counted } from '../../core/text/words.ts';
import { secondsBetween } from '../../core/base/time.ts';
import { availabilityOf } from '../../core/timeline/availability.ts';
import type { AlertMark, Bucket, Lane, LaneState, Timeline } from '../../core/timeline/model.ts';
import { ground, laneRow } from './lanes.ts';
import { markup, type Markup } from './markup.ts';
import { box, percent, sign, strip } from './shapes.ts';
import { callTexts, laneSaid } from './states.ts';
import { momentText, stretchText, type TimeScale } from './time-axis.ts';

const maxLanes = 60;

/** The workspace and its instances through time, row by row, under one axis. */
export const drawTimeline = (timeline: Timeline, scale: TimeScale): Markup => {
  const lanes = lanesToDraw(timeline.lanes);
  const left = timeline.lanes.length - lanes.length + timeline.omittedLanes;
  return markup`${legend(timeline)}
    <ul class="rca-rows">
      <li class="rca-row">
        <div class="rca-name"></div>
        <div class="rca-figure" aria-hidden="true">healthy</div>
        <div class="rca-chart">${axis(scale)}</div>
      </li>
      ${timeline.alerts.length === 0 ? null : alertsRow(timeline, scale)} ${callsRow(timeline, scale)}
      ${lanes.map((lane) => laneRow(lane, scale))}
    </ul>
    ${left === 0 ? null : markup`<p class="rca-note">${counted(left, 'more instance')} not drawn: those with the least trouble, and the shortest-lived.</p>`}`;
};

/** All where there are few; else those that were least well, by name. */
export const lanesToDraw = (lanes: readonly Lane[]): readonly Lane[] =>
  [...lanes]
    .sort((a, b) => (availabilityOf(a) ?? 101) - (availabilityOf(b) ?? 101))
    .slice(0, maxLanes)
    .sort(
      (a, b) =>
        a.name.localeCompare(b.name, 'en', { numeric: true }) ||
        (a.runs[0]?.from ?? '').localeCompare(b.runs[0]?.from ?? ''),
    );

/** Times, of which every other gives way where there is little room. */
export const axis = (scale: TimeScale): Markup =>
  markup`<svg class="rca-strip" height="16" aria-hidden="true">
    ${scale
      .ticks()
      .filter(({ at }) => scale.percentAt(at) > 1 && scale.percentAt(at) < 99)
      .map(
        ({ at, label }, index) =>
          markup`<text class="rca-tick${index % 2 === 1 ? ' rca-odd' : ''}" x="${percent(scale.percentAt(at))}" y="12"
            >${label}</text
          >`,
      )}
  </svg>`;

const legend = ({ lanes, judged }: Timeline): Markup => {
  const seen = new Set<LaneState>(['healthy', ...lanes.flatMap(({ runs }) => runs.map(({ state }) => state))]);
  if (judged.uncheckedSeconds + judged.unseenSeconds > 0) seen.add('unseen');
  const states = (
    ['healthy', 'disconnected', 'unresponsive', 'missing', 'unknown', 'replaced', 'unseen'] as const
  ).filter((state) => seen.has(state));
  const hasTakeovers = lanes.some(({ processes }) => processes.length > 1);
  return markup`<ul class="rca-legend">
    ${states.map(legendEntry)}${
      hasTakeovers
        ? markup`<li>
            <svg width="12" height="14" aria-hidden="true"><path class="rca-takeover" d="M1 3H11L6 11z" /></svg
            >replaced: another process took its place
          </li>`
        : null
    }
  </ul>`;
};

const legendEntry = (state: LaneState): Markup => {
  const { label, letter } = laneSaid[state];
  const mark =
    letter === null ? null : markup`<text class="rca-letter rca-letter-${state}" x="11" y="11">${letter}</text>`;
  return markup`<li>
    <svg width="22" height="14" aria-hidden="true">
      <rect class="rca-${state}" width="22" height="14" rx="2" />
      ${mark}</svg
    >${label}
  </li>`;
};

const alertsRow = (timeline: Timeline, scale: TimeScale): Markup =>
  markup`<li class="rca-row">
    <div class="rca-name">Alerts</div>
    <div class="rca-figure">${timeline.alerts.length + timeline.omittedAlerts}</div>
    <div class="rca-chart">
      ${strip(
        16,
        `Alerts: ${counted(timeline.alerts.length, 'alert')}`,
        [...timeline.alerts.filter(({ isOver }) => isOver), ...timeline.alerts.filter(({ isOver }) => !isOver)].map(
          (alert) => alertSign(alert, scale),
        ),
      )}
    </div>
  </li>`;

const alertSign = (alert: AlertMark, scale: TimeScale): Markup => {
  const { takenAt, title, severity } = alert;
  const looks = alert.isOver ? 'ending' : severity === 'critical' ? 'opening' : 'warning';
  const path = alert.isOver ? 'M-5 4a5 5 0 1 0 10 0a5 5 0 1 0-10 0' : 'M0-2L6 9H-6z';
  return sign(scale.percentAt(takenAt), 4, looks, path, `${title}: ${momentText(takenAt, scale.zone)}`);
};

const callsHeight = 12;
/** What is failed of a bucket is never too low to be found. */
const minFailedHeight = 3;

const callsRow = ({ calls, buckets, checks, failedChecks }: Timeline, scale: TimeScale): Markup => {
  const others = calls
    .filter(({ state }) => state === 'unchecked' || state === 'unjudged')
    .map((run) => {
      const x = scale.percentAt(run.from);
      const lasting = durationText(secondsBetween(run.from, run.to));
      const title = `Workspace ${callTexts(run.state)}: ${stretchText(run.from, run.to, scale.zone)} (${lasting})`;
      return box({ x, width: scale.percentAt(run.to) - x, y: 0, height: callsHeight }, run.state, title);
    });
  const failed = buckets
    .filter((bucket) => bucket.failedChecks > 0)
    .map((bucket) => failedBox(bucket, callsHeight, scale));
  const described = `The workspace, ${counted(checks, 'check')}: ${failedChecks === 0 ? 'it answered each' : `${counted(failedChecks, 'time')} it could not be seen`}`;
  const share = checks === 0 ? '–' : failedChecks === 0 ? 'answers' : `${failedChecks} failed`;
  return markup`<li class="rca-row">
    <div class="rca-name">Workspace</div>
    <div class="rca-figure">${share}</div>
    <div class="rca-chart">${strip(callsHeight, described, [ground(scale, callsHeight), ...others, ...failed])}</div>
  </li>`;
};

/** As wide as the bucket, and as high as its share of failed checks: a failed check among a hundred stays small. */
export const failedBox = (bucket: Bucket, height: number, scale: TimeScale): Markup => {
  const { from, to, checks, failedChecks, failures } = bucket;
  const x = scale.percentAt(from);
  const tall = Math.max(minFailedHeight, Math.round((height * failedChecks) / checks));
  const kinds = failureKinds.filter((kind) => (failures[kind] ?? 0) > 0).map(callTexts);
  const title = `Workspace ${kinds.join(', ')}: ${failedChecks} of ${counted(checks, 'check')}, ${stretchText(from, to, scale.zone)}`;
  return box({ x, width: Math.max(0.2, scale.percentAt(to) - x), y: height - tall, height: tall }, 'failed', title);
};
