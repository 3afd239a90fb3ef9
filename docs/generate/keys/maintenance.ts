import { below, type KeyTexts } from '../key-text.ts';

export const maintenanceKeys: KeyTexts = {
  maintenance: {
    meaning:
      'Recurring windows in which new alerts are muted. Incidents that are open when a window ends are sent then. See `docs/silences.md`.',
    default: [],
    example: [{ weekly: 'sunday 03:00', timeZone: 'Europe/Berlin', for: '2h' }],
  },
  ...below('maintenance', {
    cron: {
      meaning: 'When a window starts, in cron syntax. Use this or `weekly`.',
      example: '30 2 1 * *',
    },
    weekly: {
      meaning: 'When a window starts: one or more days of the week, with commas, and a time. Use this or `cron`.',
      example: 'saturday, sunday 04:00',
    },
    timeZone: { meaning: 'The time zone of the start.', example: 'Europe/Berlin' },
    for: { meaning: 'The duration. The window must end before the next one starts.', example: '2h' },
    kinds: {
      meaning: 'The kinds of alerts that are muted.',
      otherwise: 'all kinds',
      example: ['disappeared', 'restarting'],
    },
    reason: { meaning: 'The reason, for your colleagues.', default: 'maintenance', example: 'weekly restart' },
  }),
};
