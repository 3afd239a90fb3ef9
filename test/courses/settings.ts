import { readConfiguration } from '../../config/load.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';

/** What a course is judged by; what is left out is as by default. The one place that knows how `alerter.yaml` says it. */
export interface CourseSettings {
  /** `disappeared.for` and `unresponsive.for`. */
  readonly lossFor?: '1m' | 'auto';
  readonly expectedInstances?: number | { readonly min: number };
  readonly heartbeatEvery?: string;
  readonly recheckEvery?: string;
  /** How often the workspace is checked, where rules depend on that. */
  readonly every?: string;
  /** Rules that are off, as `alerter.yaml` names them. */
  readonly off?: readonly string[];
  /** Other keys of `rules`, as JSON. */
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly maintenance?: readonly unknown[];
}

const known = new Map<string, WatchedWorkspace>();

export function workspaceWith(settings: CourseSettings): WatchedWorkspace {
  const key = JSON.stringify(settings);
  const workspace = known.get(key) ?? readWorkspace(settings);
  known.set(key, workspace);
  return workspace;
}

function readWorkspace({ lossFor, off = [], rules, maintenance, ...ofWorkspace }: CourseSettings): WatchedWorkspace {
  const content = {
    workspaces: [{ name: 'production', url: 'https://chat.example.com', ...ofWorkspace }],
    rules: {
      ...(lossFor !== undefined && { disappeared: { for: lossFor }, unresponsive: { for: lossFor } }),
      ...Object.fromEntries(off.map((rule) => [rule, 'off'])),
      ...rules,
    },
    ...(maintenance !== undefined && { maintenance }),
  };
  const [workspace] = readConfiguration(JSON.stringify(content), 'alerter.yaml', { use: 'local' }).workspaces;
  if (workspace === undefined) throw new Error('the configuration holds one workspace');
  return workspace;
}
