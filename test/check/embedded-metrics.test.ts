import { expect, test } from '@jest/globals';
import { embeddedMetrics } from '../../check/embedded-metrics.ts';
import { countInstances } from '../../core/cluster/counts.ts';
import { fresh, start, Story } from '../core/story.ts';

const metricsOf = (story: Story) =>
  embeddedMetrics(story.snapshot, countInstances(story.state.instances), 'RocketChatAlerter');

test('a check says in its log line what CloudWatch makes metrics of', () => {
  const story = new Story();
  story.sees({ a: fresh, b: { age: 500 } }, undefined, { milliseconds: 250 });
  expect(metricsOf(story)).toEqual({
    _aws: {
      Timestamp: Date.parse(start),
      CloudWatchMetrics: [
        {
          Namespace: 'RocketChatAlerter/RocketChatAlerter',
          Dimensions: [['workspace']],
          Metrics: [
            { Name: 'listed', Unit: 'Count' },
            { Name: 'healthy', Unit: 'Count' },
            { Name: 'responseMilliseconds', Unit: 'Milliseconds' },
            { Name: 'openIncidents', Unit: 'Count' },
          ],
        },
      ],
    },
    listed: 2,
    healthy: 1,
    responseMilliseconds: 250,
    openIncidents: 0,
  });
});

test('a check that saw nothing makes no figure up', () => {
  const story = new Story();
  story.sees({ a: fresh });
  for (let checks = 0; checks < 3; checks += 1) story.fails();
  const { _aws, ...values } = metricsOf(story);
  expect(values).toEqual({ openIncidents: 1 });
  expect(_aws.CloudWatchMetrics[0]?.Metrics).toEqual([{ Name: 'openIncidents', Unit: 'Count' }]);
});
