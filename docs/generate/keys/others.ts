import { below, type KeyTexts } from '../key-text.ts';

export const otherKeys: KeyTexts = {
  history: { meaning: 'The snapshots of all checks, in a DynamoDB table.' },
  ...below('history', {
    keep: { meaning: 'How long they are kept.', default: '30d', example: '90d' },
    removeWithStack: {
      meaning: 'Whether the history goes when the stack is destroyed.',
      default: false,
      example: true,
    },
  }),
};
