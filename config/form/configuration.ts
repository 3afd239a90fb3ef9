// Written by `npm run docs` from the schema and docs/generate/keys/.
import type { WorkspaceConfiguration } from './workspaces.ts';
import type { RulesConfiguration } from './rules.ts';
import type { MaintenanceConfiguration } from './maintenance.ts';
import type { AlertsConfiguration } from './alerts.ts';

/** What `alerter.yaml` holds, as an object: the same keys, and durations written like `35s` or `1m`. */
export interface AlerterConfiguration {
  /** The workspaces to monitor. Each is one Rocket.Chat deployment with one URL. */
  readonly workspaces: readonly WorkspaceConfiguration[];
  /**
   * What counts as a problem, how long before an alert is sent, how long until it resolves, and its severity. `off`
   * disables a rule. See `docs/recommended-values.md` for advice.
   */
  readonly rules?: RulesConfiguration;
  /**
   * Recurring windows in which new alerts are muted. Incidents that are open when a window ends are sent then. See
   * `docs/silences.md`.
   * @default []
   */
  readonly maintenance?: readonly MaintenanceConfiguration[];
  /** The recipients. Each gets every alert, unless `minimumSeverity` or `workspaces` limits it. */
  readonly alerts?: AlertsConfiguration;
  /**
   * Who gets notified when the alerter itself is unhealthy, by CloudWatch alarms and by its self-check, on a topic of
   * its own.
   */
  readonly operations?: {
    /**
     * E-mail addresses. SNS asks each reader to confirm, separately from the alerts.
     * @default the addresses of `alerts.email` without `workspaces`, each with its `minimumSeverity`; if all have
     * `workspaces`, all addresses
     */
    readonly email?: ReadonlyArray<{
      /**
       * The address, if it has a minimum severity.
       * Allowed: an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…).
       */
      readonly address: string;
      /**
       * The lowest severity to send. `critical`: only alarms that mean that nothing is monitored or that no alert is
       * sent.
       * @default warning
       */
      readonly minimumSeverity?: 'warning' | 'critical';
    } | string>;
    /**
     * The mail server by which `watch` sends alerts to `alerts.email`; see `docs/run-locally.md`. A deployment
     * ignores it: there, SNS sends them.
     * @default `watch` sends no e-mail
     */
    readonly smtp?: {
      /**
       * The name or the address of the server.
       * Allowed: the name or the address of a mail server, such as smtp.example.com.
       */
      readonly host: string;
      /**
       * The port.
       * Allowed: a whole number from 1 to 65535.
       * @default 465 if `secure`, or else 587
       */
      readonly port?: number;
      /**
       * Whether the connection is encrypted from its first byte. Otherwise STARTTLS encrypts it.
       * @default `true` for port 465
       */
      readonly secure?: boolean;
      /**
       * Whether mail, and the password, may travel without encryption.
       * @default false
       */
      readonly allowInsecure?: boolean;
      /**
       * The name to log in with. Its password is read from the environment variable
       * `ROCKETCHAT_ALERTER_SMTP_PASSWORD`.
       * Allowed: the name that the mail server knows, never a password.
       * @default the server asks for none
       */
      readonly user?: string;
      /**
       * The sender.
       * Allowed: an address such as alerter@example.com, or Alerter <alerter@example.com>.
       */
      readonly from: string;
    };
  };
  /**
   * A weekly summary for the recipients whose messages people read: availability, incidents, the noisiest rule. See
   * [summary](summary.md).
   * @default no summary is sent
   */
  readonly summary?: {
    /**
     * A day of the week and a time.
     * Allowed: a day of the week and a time, such as monday 08:00.
     */
    readonly weekly: string;
    /**
     * The time zone of `weekly`, and of the times in the summary.
     * Allowed: a time zone such as Europe/Berlin or UTC.
     * @default the `timeZone` of the file, or UTC
     */
    readonly timeZone?: string;
  };
  /**
   * The time zone of the recipients. Texts of alerts then show each time in it, in addition to UTC. A workspace may
   * have its own.
   * Allowed: a time zone such as Europe/Berlin or UTC.
   * @default times are in UTC only
   */
  readonly timeZone?: string;
  /** The snapshots of all checks, in a DynamoDB table. */
  readonly history?: {
    /**
     * How long snapshots are kept. Applies to new ones.
     * Allowed: a duration from 1d to 3650d.
     * @default 30d
     */
    readonly keep?: string;
    /**
     * Whether the history is deleted with the stack.
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
   * A page on which others see how workspaces stand: a bucket and a CloudFront distribution, and a function that
   * writes the page after changes. `true`: a page of each workspace under its name. See `docs/status-page.md`.
   * @default false
   */
  readonly statusPage?: {
    /**
     * The title of the page. With more than one workspace, of the page that lists them.
     * Allowed: a title of at most 80 characters, on one line.
     * @default the name of the workspace; `Status` with more than one
     */
    readonly title?: string;
    /**
     * The workspaces that others see, at most 20.
     * @default all
     */
    readonly workspaces?: ReadonlyArray<{
      /**
       * The name of the workspace, if it has a title of its own.
       * Allowed: 1 to 48 letters, digits, dots, hyphens or underscores.
       */
      readonly name: string;
      /**
       * The title of its page.
       * Allowed: a title of at most 80 characters, on one line.
       * @default its name
       */
      readonly title?: string;
    } | string>;
    /**
     * How much time the lines of the instances and the incidents cover.
     * Allowed: a duration from 2d to 90d.
     * @default 30d
     */
    readonly since?: string;
    /**
     * A domain of your own for the page.
     * @default the domain that CloudFront assigns
     */
    readonly domain?: {
      /**
       * The domain. Point it at the distribution yourself, with a CNAME or an alias record.
       * Allowed: a domain in lower-case ASCII letters, such as status.example.com.
       */
      readonly name: string;
      /**
       * The ARN of its certificate, in us-east-1.
       * Allowed: the ARN of a certificate in us-east-1, where CloudFront looks for it, such as
       * arn:aws:acm:us-east-1:123456789012:certificate/….
       */
      readonly certificate: string;
    };
  } | boolean;
  /**
   * Whether the checks write CloudWatch metrics: `listed`, `healthy`, `openIncidents` and `responseMilliseconds` of
   * each workspace. Costs $1.20 a month for each workspace. A workspace may have its own value.
   * @default false
   */
  readonly metrics?: boolean;
  /**
   * The URL of the folder `docs/`, such as on your Git server. Alerts and alarms then link to the runbook.
   * Allowed: the URL of the folder of docs/, such as https://git.example.com/alerter/blob/main/docs, without ? and #.
   * @default the repository of the package at its version, if the package names one; otherwise alarms name the
   * heading of docs/runbook.md
   */
  readonly docsUrl?: string;
  /**
   * The private network from which workspaces are checked. See `docs/private-workspaces.md` for its requirements.
   * @default workspaces are checked from the internet
   */
  readonly vpc?: {
    /**
     * The VPC.
     * Allowed: the ID of a VPC, such as vpc-0123456789abcdef0.
     */
    readonly id: string;
    /** Private subnets, best in two availability zones. */
    readonly subnets: readonly string[];
    /**
     * Security groups that allow the function to reach the workspaces and AWS.
     * @default a new one that allows all outgoing and no incoming traffic
     */
    readonly securityGroups?: readonly string[];
    /**
     * Whether workspaces are reached over IPv6 as well. Every subnet must then be dual-stack, or the deployment
     * fails.
     * @default false
     */
    readonly ipv6?: boolean;
  };
  /**
   * A customer-managed key for everything that is stored: the history, the topics and the queues.
   * @default keys that AWS manages
   */
  readonly encryption?: {
    /**
     * `own` for a key that the stack creates ($1 a month), or the ARN of an existing one whose policy allows the
     * alerter. See `docs/encryption.md`.
     * Allowed: own, for a key that the stack makes, or the ARN of a key, such as
     * arn:aws:kms:us-east-1:123456789012:key/….
     */
    readonly key: string;
  };
}
