/** For CDK apps that have more to deploy than the alerter. */
export { AlerterStack, type AlerterStackProps } from './alerter-stack.ts';
export { ConfigurationError, type Mistake } from '../config/configuration-error.ts';
export { type AlerterConfiguration, alerterSettings } from '../config/from-object.ts';
export { loadConfiguration } from '../config/load.ts';
export type { AlerterSettings } from '../config/settings.ts';
export { InstanceAlerter, type InstanceAlerterProps } from './instance-alerter.ts';
