import { alertJson } from '../../core/alerts/to-alert-object.ts';
import { givenAlert, opened } from '../core/alerts/given.ts';
import { summaries } from '../core/summary/given.ts';

export type Handler = (event: unknown) => Promise<void>;

/** An alert as the `lambda` subscribers of the topic get it. */
export const alertText = alertJson(
  givenAlert([opened({ kind: 'disappeared', lastSeenAt: '2026-11-21T19:19:00.000Z' })]),
  44_000,
);

/** A summary as they get it. */
export const summaryText = JSON.stringify(summaries['a-week']);

let messages = 0;
/** What a topic hands to a function. */
export const eventWith = (...texts: readonly string[]): object => ({
  Records: texts.map((Message) => ({
    EventSource: 'aws:sns',
    Sns: { Type: 'Notification', MessageId: `message ${(messages += 1)}`, Message, MessageAttributes: {} },
  })),
});

/** Lets a handler that is loaded afterwards talk to the local AWS, and to nothing else. */
export const givenEnvironment = (awsUrl: string, own: Readonly<Record<string, string>>): void => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: awsUrl,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...own,
  });
};
