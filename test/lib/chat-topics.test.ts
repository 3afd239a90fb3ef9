import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { environment as chatEnvironment } from '../../lambda/chat/environment.ts';
import { givenStack, givenTemplate } from './given-stack.ts';

const template = givenTemplate(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts:
  chat: { slackWorkspaceId: T012AB3CD, slackChannelId: C012AB3CD }
  teams:
    tenantId: 11111111-2222-3333-4444-555555555555
    teamId: 66666666-7777-8888-9999-000000000000
    channelId: 19%3Aabc%40thread.tacv2
`);
const topicsIn = (within: Template, part: string): readonly string[] =>
  Object.keys(within.findResources('AWS::SNS::Topic')).filter((id) => id.includes(part));

describe('a channel that is configured in the account already', () => {
  const { stack: withTopics } = givenStack(`
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { chat: { topicOnly: true, minimumSeverity: critical }, teams: { topicOnly: true } }
`);
  const topics = Template.fromStack(withTopics);

  test('is left alone: there is neither a configuration nor a role', () => {
    topics.resourceCountIs('AWS::Chatbot::SlackChannelConfiguration', 0);
    topics.resourceCountIs('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 0);
    topics.resourcePropertiesCountIs(
      'AWS::IAM::Role',
      {
        AssumeRolePolicyDocument: {
          Statement: [Match.objectLike({ Principal: { Service: 'chatbot.amazonaws.com' } })],
        },
      },
      0,
    );
  });

  test('gets a topic to be added to it, which an output names', () => {
    const [[chatTopic], [teamsTopic]] = [topicsIn(topics, 'Chat'), topicsIn(topics, 'Teams')];
    topics.hasOutput('ChatTopic', { Value: { Ref: chatTopic } });
    topics.hasOutput('TeamsTopic', { Value: { Ref: teamsTopic } });
    topics.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ [chatEnvironment.chatTopic]: { Ref: chatTopic } }) },
    });
    topics.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'lambda',
      FilterPolicy: { severity: ['critical'] },
    });
    expect(Object.keys(template.findOutputs('ChatTopic'))).toEqual([]);
  });

  test('has the same topic as one that the stack configures, so that a change from one to the other keeps it', () => {
    expect(topicsIn(topics, 'RoutingChat')).toEqual(topicsIn(template, 'RoutingChat'));
    expect(topicsIn(topics, 'RoutingTeams')).toEqual(topicsIn(template, 'RoutingTeams'));
  });
});

describe('what an account knows by its name in all regions', () => {
  const endsWithRegion = { 'Fn::Join': ['', [Match.stringLikeRegexp('-$'), { Ref: 'AWS::Region' }]] };

  test('has the region in its name', () => {
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', { ConfigurationName: endsWithRegion });
    template.hasResourceProperties('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', {
      ConfigurationName: endsWithRegion,
    });
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: endsWithRegion });
  });
});
