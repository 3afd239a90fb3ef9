/**
 * The package, as somebody installs it: packed, installed into an empty folder and into CDK apps with the lowest and
 * the highest `aws-cdk-lib` that it allows; used, compiled, synthesised, and deployed to a local AWS, by the commands of
 * the README.
 */
import { perform } from './perform.ts';
import { story } from './story.ts';

await perform({ name: 'package', maxMinutes: 45 }, story);
