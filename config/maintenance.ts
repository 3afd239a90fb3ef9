import type { MaintenanceWindow } from '../core/incidents/maintenance.ts';
import { cronOf, type MaintenanceInFile } from './maintenance-schema.ts';

/** The windows of a file, written as their schedules need them. */
export const resolveMaintenance = (windows: MaintenanceInFile = []): readonly MaintenanceWindow[] =>
  windows.map((window) => ({
    cron: cronOf(window),
    timeZone: window.timeZone,
    forSeconds: window.for,
    kinds: window.kinds ?? null,
    reason: window.reason ?? 'maintenance',
  }));
