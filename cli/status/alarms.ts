import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { toTimestamp } from '../../core/base/time.ts';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import type { Resource } from './deployment.ts';
import type { RaisedAlarm, StatusReport } from './report.ts';

/** CloudWatch takes so many names in a call. */
const maxNames = 100;

/** The alarms of the stack: how many there are, and those that are raised. */
export function readAlarms(resources: readonly Resource[]): Promise<NonNullable<StatusReport['alarms']>> {
  const names = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm').map(({ physicalId }) => physicalId);
  return usingClient(new CloudWatchClient(commandClientConfig()), async (client) => {
    const raised: RaisedAlarm[] = [];
    for (let start = 0; start < names.length; start += maxNames) {
      const AlarmNames = names.slice(start, start + maxNames);
      const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames, StateValue: 'ALARM' }));
      for (const { AlarmName = '', StateUpdatedTimestamp, AlarmDescription = '' } of MetricAlarms) {
        const since = StateUpdatedTimestamp === undefined ? null : toTimestamp(StateUpdatedTimestamp);
        raised.push({ name: AlarmName, since, description: AlarmDescription });
      }
    }
    return { count: names.length, raised };
  });
}
