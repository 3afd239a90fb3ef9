import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../config/load.ts';
import { asStatusPageEvent, readStatusPageEvent } from '../../config/status-page-event.ts';
import { errorOf } from './given-mistakes.ts';

const two = `
workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: staging, url: https://staging.example.com, every: 5m }
`;

const settingsOf = (more: string) => readConfiguration(`${two}${more}`, 'alerter.yaml').statusPage;

describe('a status page', () => {
  test('is not there by default, nor where it is switched off', () => {
    expect(settingsOf('')).toBeNull();
    expect(settingsOf('statusPage: false')).toBeNull();
  });

  test('shows every workspace under its name', () => {
    expect(settingsOf('statusPage: true')).toEqual({
      title: 'Status',
      pages: [
        { workspace: 'production', title: 'production', everySeconds: 60 },
        { workspace: 'staging', title: 'staging', everySeconds: 300 },
      ],
      sinceSeconds: 30 * 86_400,
      domain: null,
    });
  });

  test('has the title of the only workspace that it shows', () => {
    expect(settingsOf('statusPage: { title: Chat, workspaces: [staging], since: 7d }')).toMatchObject({
      pages: [{ workspace: 'staging', title: 'Chat', everySeconds: 300 }],
      sinceSeconds: 7 * 86_400,
    });
  });

  test('has a title of each workspace where it is given one', () => {
    expect(settingsOf('statusPage: { title: All, workspaces: [{ name: staging, title: Test }, production] }')).toEqual(
      expect.objectContaining({
        title: 'All',
        pages: [
          { workspace: 'staging', title: 'Test', everySeconds: 300 },
          { workspace: 'production', title: 'production', everySeconds: 60 },
        ],
      }),
    );
  });

  test.each([
    ['statusPage: { workspaces: [prodution] }', /statusPage\.workspaces\[0\].*did you mean production\?/],
    ['statusPage: { workspaces: [{ name: other }] }', /statusPage\.workspaces\[0\]\.name.*no workspace has this name/],
    [
      'statusPage: { workspaces: [staging, { name: staging }] }',
      /statusPage\.workspaces\[1\]\.name.*each workspace once/,
    ],
    ['statusPage: { workspaces: [] }', /statusPage\.workspaces.*a list of workspaces/],
    ['statusPage: { since: 1d }', /statusPage\.since.*from 2d to 90d/],
    ['statusPage: yes please', /statusPage.*true or false/],
    ['statusPage: { domain: { name: status.example.com } }', /statusPage\.domain\.certificate.*us-east-1/],
    [
      'statusPage: { domain: { name: status.example.com, certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/0123" } }',
      /statusPage\.domain\.certificate.*us-east-1, where CloudFront looks for it/,
    ],
    [
      'statusPage: { domain: { name: https://status.example.com, certificate: "" } }',
      /statusPage\.domain\.name.*a domain/,
    ],
  ])('is refused as %s', (more, mistake) => {
    expect(errorOf(`${two}${more}`).message).toMatch(mistake);
  });

  test('shows no more workspaces than one function writes', () => {
    const names = Array.from({ length: 21 }, (_, index) => `  - { name: w${index}, url: https://chat.example.com }`);
    const text = `workspaces:\n${names.join('\n')}\nstatusPage: `;
    expect(errorOf(`${text}true`).message).toMatch(/21 workspaces, and a status page shows 20/);
    expect(readConfiguration(`${text}{ workspaces: [w1] }`, 'alerter.yaml').statusPage?.pages).toHaveLength(1);
  });
});

describe('the event of its schedule', () => {
  const event = {
    title: 'Status',
    pages: [{ workspace: 'production', title: 'Chat', everySeconds: 60 }],
    sinceSeconds: 86_400,
  };

  test('is read as it is sent', () => {
    expect(readStatusPageEvent(event)).toEqual(event);
    expect(asStatusPageEvent(event)).toEqual(event);
  });

  test('is refused as anything else, with where and why', () => {
    expect(() => readStatusPageEvent({ ...event, pages: [] })).toThrow(/pages: a workspace at least/);
    expect(asStatusPageEvent({ scheduledAt: null, workspace: {} })).toBeNull();
  });
});
