import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { HistoryError } from '../../adapters/dynamodb/history-error.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { description } from '../../web/widget/description.ts';
import { environment } from './environment.ts';
import { asksToDescribe, readWidgetEvent, type WidgetRequest } from '../../web/widget/event.ts';
import { messagePage, widgetPage } from '../../web/widget/page.ts';
import { readForWidget } from '../../web/widget/read-history.ts';

const log = createLog('rocketchat-alerter-widget');
const client = new DynamoDBClient(awsClientConfig);
const table = readEnvironment(environment.historyTable);
const source = { history: new History(client, table), rollups: new Rollups(client, table) };
const defaultWorkspace = readEnvironment(environment.workspace);

/** What a CloudWatch dashboard shows for a widget: HTML, or its documentation in markdown. Never fails. */
export async function handler(event: unknown): Promise<string | { readonly markdown: string }> {
  if (asksToDescribe(event)) return { markdown: description };
  const request = readWidgetEvent(event);
  if (request === null) return messagePage('Only a dashboard can ask this widget for a drawing.', plain);
  try {
    return await draw(request);
  } catch (error) {
    log.error('the widget could not be drawn', { error, request });
    return messagePage(`This cannot be drawn now: ${reasonOf(error)}`, request);
  }
}

const plain = { theme: 'light', width: 1000 } as const;

async function draw(request: WidgetRequest): Promise<string> {
  const { since, until } = request;
  const workspace = request.workspace ?? defaultWorkspace;
  const read = await readForWidget(source, workspace, { since, until, now: systemClock.now() });
  return read === null
    ? messagePage(`There are no checks of the workspace ${workspace} in this time.`, request)
    : widgetPage(read, request);
}

/** Anything but what the history itself explains is a mistake of ours, and stands in the log. */
const reasonOf = (error: unknown): string =>
  error instanceof HistoryError ? error.message : 'an unexpected error. See the log of the widget.';
