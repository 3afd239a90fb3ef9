import { below, type KeyTexts } from '../key-text.ts';

export const maintenanceKeys: KeyTexts = {
  maintenance: {
    meaning:
      'Times that come again and again, in which what opens is held back; what still stands at their end is told then. See `docs/silences.md`.',
    default: [],
    example: [{ weekly: 'sunday 03:00', timeZone: 'Europe/Berlin', for: '2h' }],
  },
  ...below('maintenance', {
    cron: {
      meaning: 'When a window begins, as cron has it. This or `weekly`.',
      example: '30 2 1 * *',
    },
    weekly: {
      meaning: 'When a window begins: a day of the week, or several with commas, and a time. This or `cron`.',
      example: 'saturday, sunday 04:00',
    },
    timeZone: { meaning: 'Whose clocks tell when it begins.', example: 'Europe/Berlin' },
    for: { meaning: 'How long it lasts; less than until the next one begins.', example: '2h' },
    kinds: {
      meaning: 'The kinds of alerts that are held back.',
      otherwise: 'all kinds',
      example: ['disappeared', 'restarting'],
    },
    reason: { meaning: 'Why, for whoever asks later.', default: 'maintenance', example: 'weekly restart' },
  }),
};
