import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { environment } from '../../lambda/check/environment.ts';
import { divertLog, type Logged } from '../logged.ts';
import { type AwsFront, openAwsFront } from './aws-front.ts';

/** The function's handler, loaded with the environment that its construct gives it, against local services. */
export interface LoadedHandler {
  readonly aws: AwsFront;
  readonly logged: Logged;
  readonly handler: (event: unknown) => Promise<void>;
  close(): Promise<void>;
}

/** The name of the topic that alerts go to. */
export const alertTopic = 'alerts';

export async function loadHandler(): Promise<LoadedHandler> {
  const before = { ...process.env };
  const aws = await openAwsFront();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sns = new SNSClient({ endpoint: aws.snsUrl, region: 'us-east-1', credentials });
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: alertTopic }));
  sns.destroy();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    [environment.historyTable]: aws.table,
    [environment.alertTopic]: TopicArn,
  });
  const { handler } = await import('../../lambda/check/handler.ts');
  const logged = divertLog();
  return {
    aws,
    logged,
    handler,
    close: async () => {
      logged.giveBack();
      process.env = before;
      await aws.close();
    },
  };
}
