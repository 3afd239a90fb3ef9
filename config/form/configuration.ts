// Written by `npm run docs` from the schema and docs/generate/keys/.
import type { WorkspaceConfiguration } from './workspaces.ts';
import type { RulesConfiguration } from './rules.ts';
import type { MaintenanceConfiguration } from './maintenance.ts';
import type { AlertsConfiguration } from './alerts.ts';

/** What `alerter.yaml` holds, as an object: the same keys, and durations written like `35s` or `1m`. */
export interface AlerterConfiguration {
  /** What is watched: a list of workspaces, each one Rocket.Chat deployment with one URL. */
  readonly workspaces: readonly WorkspaceConfiguration[];
  /**
   * What counts as a problem, how long it must last before an alert is sent, how long all must be well before it is
   * over, and how bad it is; `off` for a rule that is not to be judged.
   */
  readonly rules?: RulesConfiguration;
  /**
   * Times that come again and again, in which what opens is held back; what still stands at their end is told then.
   * See `docs/silences.md`.
   * @default []
   */
  readonly maintenance?: readonly MaintenanceConfiguration[];
  /** Who is told: everybody here gets every alert, except where something else is said. */
  readonly alerts?: AlertsConfiguration;
  /**
   * Who gets notified when the alerter itself is unhealthy, by CloudWatch alarms and by its self-check, on a topic of
   * its own.
   */
  readonly operations?: {
    /**
     * E-mail addresses. SNS asks each reader to confirm, apart from the confirmation for alerts.
     * @default the addresses of `alerts.email` without `workspaces`, each with its `minimumSeverity`; if all have
     * some, all of them
     */
    readonly email?: ReadonlyArray<{
      /**
       * The address, if it has a minimum severity.
       * Allowed: an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…).
       */
      readonly address: string;
      /**
       * `critical`: only alarms that mean that nothing is watched, or that no alert is sent.
       * @default warning
       */
      readonly minimumSeverity?: 'warning' | 'critical';
    } | string>;
  };
  /** The snapshots of all checks, in a DynamoDB table. */
  readonly history?: {
    /**
     * How long they are kept.
     * Allowed: a duration from 1d to 3650d.
     * @default 30d
     */
    readonly keep?: string;
    /**
     * Whether the history goes when the stack is destroyed.
     * @default false
     */
    readonly removeWithStack?: boolean;
  };
  /**
   * Whether there is a CloudWatch dashboard with the timeline of each workspace (the first twelve). Beyond three in
   * an account, one costs $3 a month.
   * @default true
   */
  readonly dashboard?: boolean;
  /**
   * Where a browser finds the pages of `docs/`, such as the web page of your Git server: alarms then link to the
   * runbook.
   * Allowed: the URL of the folder of docs/, such as https://git.example.com/alerter/blob/main/docs, without ? and #.
   * @default alarms name the heading of docs/runbook.md
   */
  readonly docsUrl?: string;
  /**
   * The private network that workspaces are checked from; see `docs/private-workspaces.md` for what it must have.
   * @default workspaces are checked from the internet
   */
  readonly vpc?: {
    /**
     * The VPC.
     * Allowed: the ID of a VPC, such as vpc-0123456789abcdef0.
     */
    readonly id: string;
    /** Private subnets of it, best in two availability zones. */
    readonly subnets: readonly string[];
    /**
     * Security groups of it that let the function out to the workspaces and to AWS.
     * @default one of its own, which lets everything out and nothing in
     */
    readonly securityGroups?: readonly string[];
    /**
     * Whether workspaces are reached over IPv6, too. Every subnet must then be dual-stack, or the deployment is
     * refused.
     * @default false
     */
    readonly ipv6?: boolean;
  };
  /**
   * A customer-managed key for all that is stored: the history, the topics and the queues.
   * @default keys that AWS manages
   */
  readonly encryption?: {
    /**
     * `own` for a key that the stack makes ($1 a month), or the ARN of one whose policy lets the alerter use it; see
     * `docs/encryption.md`.
     * Allowed: own, for a key that the stack makes, or the ARN of a key, such as
     * arn:aws:kms:us-east-1:123456789012:key/….
     */
    readonly key: string;
  };
}
