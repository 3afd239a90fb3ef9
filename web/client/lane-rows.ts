import { counted } from '../../core/text/words.ts';
import { momentText, type ZoneName } from './clock.ts';
import type { DataAlert, DataLane, DataRun, TimelineData } from './data.ts';
import { drawStrip } from './draw-strip.ts';
import type { RowParts } from './row.ts';
import { momentOf, type PageState } from './state.ts';
import { firstAfter, type Span } from './view.ts';
import { callText, laneText } from './state-words.ts';
import { runText } from './words.ts';

const laneHeight = 24;
/** Two marks that are closer would be one smear: the second shows when it is zoomed in. */
const minTakeoverPixels = 9;

/** A time as seconds of the data. */
export const secondsIn = ({ since }: TimelineData, { from, to }: Span) => ({
  from: (from - since) / 1000,
  to: (to - since) / 1000,
});

const zoneOf = (state: PageState): ZoneName => state.address.zone;

function runAt(data: TimelineData, runs: readonly DataRun[], at: number): DataRun | null {
  const seconds = (at - data.since) / 1000;
  const run = runs[firstAfter(runs, seconds, (one) => one[1])];
  return run !== undefined && run[0] <= seconds ? run : null;
}

const stopsOf = (data: TimelineData, runs: readonly DataRun[]): number[] => runs.map(([from]) => momentOf(data, from));

/** The row of an instance. */
export function laneRow(state: PageState, lane: DataLane): RowParts {
  const { data } = state;
  const states = data.laneStates;
  const count = lane.processes.length + lane.omittedProcesses;
  return {
    name: lane.name,
    ...(count > 1 && { about: `${count} processes, one after the other` }),
    figure: lane.availability,
    height: laneHeight,
    label: `${lane.name}, healthy ${lane.availability} of the time seen`,
    slides: true,
    draw: (sheet, colours, span) => {
      const { from, to } = secondsIn(data, span);
      drawStrip(sheet, { runs: lane.runs, states, from, to }, colours);
      sheet.context.fillStyle = colours('ink');
      let last = -Infinity;
      for (const [, , at] of lane.processes.slice(1)) {
        const x = ((at - from) / (to - from)) * sheet.width;
        if (x < 0 || x > sheet.width || x - last < minTakeoverPixels) continue;
        last = x;
        sheet.context.beginPath();
        sheet.context.moveTo(x - 4, 0);
        sheet.context.lineTo(x + 4, 0);
        sheet.context.lineTo(x, 6);
        sheet.context.fill();
      }
    },
    textAt: (at) => {
      const run = runAt(data, lane.runs, at);
      return run === null ? null : runText(data, run, { states, zone: zoneOf(state), textOf: laneText });
    },
    stops: () =>
      [...stopsOf(data, lane.runs), ...lane.processes.slice(1).map(([, , at]) => momentOf(data, at))].sort(
        (a, b) => a - b,
      ),
  };
}

/** The row of the calls to the workspace. */
export function callsRow(state: PageState): RowParts {
  const { data } = state;
  const states = data.callStates;
  return {
    name: 'Workspace',
    figure: data.failedChecks === 0 ? 'answers' : `${data.failedChecks} failed`,
    height: 16,
    label: `Workspace, ${counted(data.checks, 'check')}, ${data.failedChecks} failed`,
    slides: true,
    draw: (sheet, colours, span) => {
      drawStrip(sheet, { runs: data.calls, states, ...secondsIn(data, span) }, colours);
    },
    textAt: (at) => {
      const run = runAt(data, data.calls, at);
      return run === null ? null : runText(data, run, { states, zone: zoneOf(state), textOf: callText });
    },
    stops: () => stopsOf(data, data.calls),
  };
}

/** So many pixels around a sign, it is meant. */
const reach = 7;

/** The row of the alerts: each where its check was. */
export function alertsRow(state: PageState, alerts: readonly DataAlert[], widthOf: () => number): RowParts {
  const { data } = state;
  const nearest = (at: number): DataAlert | null => {
    const { from, to } = state.view;
    const allowed = (reach * (to - from)) / Math.max(1, widthOf());
    const distance = (alert: DataAlert): number => Math.abs(momentOf(data, alert.at) - at);
    return alerts.reduce<DataAlert | null>(
      (best, one) => (distance(one) <= allowed && (best === null || distance(one) < distance(best)) ? one : best),
      null,
    );
  };
  return {
    name: 'Alerts',
    figure: String(alerts.length),
    height: 18,
    label: `Alerts: ${alerts.length}`,
    slides: true,
    draw: ({ context, width }, colours, span) => {
      const { from, to } = secondsIn(data, span);
      // Those that open something stand in front.
      for (const isOver of [true, false]) {
        for (const alert of alerts) {
          const x = ((alert.at - from) / (to - from)) * width;
          if (alert.isOver !== isOver || x < -6 || x > width + 6) continue;
          context.beginPath();
          if (isOver) context.arc(x, 9, 4.5, 0, 7);
          else {
            context.moveTo(x, 2);
            context.lineTo(x + 6.5, 14);
            context.lineTo(x - 6.5, 14);
            context.closePath();
          }
          context.lineWidth = 2;
          context.strokeStyle = colours('paper');
          context.stroke();
          context.fillStyle = colours(
            isOver ? 'strip-healthy' : alert.severity === 'critical' ? 'strip-missing' : 'strip-unresponsive',
          );
          context.fill();
        }
      }
    },
    textAt: (at) => {
      const alert = nearest(at);
      return alert === null ? null : `${alert.title} · ${momentText(momentOf(data, alert.at), zoneOf(state))}`;
    },
    stops: () => alerts.map(({ at }) => momentOf(data, at)),
  };
}
