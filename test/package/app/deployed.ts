import { App } from 'aws-cdk-lib';
import { AlerterStack, loadConfiguration } from 'rocketchat-instance-alerter';

new AlerterStack(new App(), 'RocketChatAlerter', { settings: loadConfiguration('alerter.yaml') });
