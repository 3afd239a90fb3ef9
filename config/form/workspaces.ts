// Written by `npm run docs` from the schema and docs/generate/keys/.
import type { MaintenanceConfiguration } from './maintenance.ts';
import type { RulesConfiguration } from './rules.ts';

/** What is watched: a list of workspaces, each one Rocket.Chat deployment with one URL. */
export interface WorkspaceConfiguration {
  /**
   * What it is called in alerts and in the history, which is kept by this name: letters, digits, dots, hyphens,
   * underscores.
   * Allowed: 1 to 48 letters, digits, dots, hyphens or underscores.
   */
  readonly name: string;
  /**
   * Where it is reached, with its sub-path if it has one.
   * Allowed: the URL of the workspace, such as https://chat.example.com.
   */
  readonly url: string;
  /**
   * Allows an `http://` URL. Anyone on the way can then read the access token.
   * @default false
   */
  readonly allowInsecure?: boolean;
  /**
   * The certificate of your own authority (a PEM file, named relative to this one, or its text): trusted beside the
   * public authorities, for this workspace only.
   * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
   * @default only public authorities are trusted
   */
  readonly ca?: string;
  /**
   * The name of the SSM parameter (a SecureString) that holds the user id and the access token. `credentials set`
   * stores them there.
   * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/production, never a credential itself.
   * @default `/rocketchat-alerter/` and the name
   */
  readonly credentials?: string;
  /**
   * How often it is checked.
   * Allowed: whole minutes from 1m to 12h.
   * @default 1m
   */
  readonly every?: string;
  /**
   * A dead man's switch outside AWS, called around each check (docs/heartbeat.md): the name of the SSM parameter (a
   * SecureString) that holds its URL, or the URL itself, which then stands in the template, too.
   * Allowed: an https URL with a path, or the name of an SSM parameter that holds it, such as
   * /rocketchat-alerter/production-heartbeat.
   * @default nothing is called
   */
  readonly heartbeatUrl?: string;
  /**
   * How soon a check looks again while something is pending that can open before the next one is due; `off` for
   * never.
   * Allowed: off, or a duration from 30s to 14m.
   * @default 1m
   */
  readonly recheckEvery?: string;
  /**
   * How often the servers write their heartbeat: `MULTIPLE_INSTANCES_PING_INTERVAL`, where that was changed.
   * `disconnected.for` must be at least 3.5 times as long.
   * Allowed: a duration from 1s to 10m.
   * @default 10s
   */
  readonly heartbeatEvery?: string;
  /**
   * How many healthy instances there should be; with fewer, `too-few-instances` opens. `{ min: 2 }` where they are
   * scaled up and down: then the loss of one of more than these is recorded and not sent.
   * @default not checked
   */
  readonly expectedInstances?: {
    /**
     * The least number of healthy instances, however many there are at other times.
     * Allowed: a whole number from 1 to 10000.
     */
    readonly min: number;
  } | number;
  /**
   * Asks each instance itself for its memory and its readiness, at each check, and lets the rules `memory` and
   * `notReady` judge that. `{}` for all defaults. The alerter must reach the instances: see docs/probe.md.
   * @default instances are not asked
   */
  readonly probe?: {
    /**
     * Where each exposes its Prometheus metrics, or that it is not asked for them.
     * @default at the port and path below
     */
    readonly metrics?: {
      /**
       * The port of the metrics.
       * Allowed: a whole number from 1 to 65535.
       * @default 9458
       */
      readonly port?: number;
      /**
       * The path of the metrics.
       * Allowed: a path such as /metrics, without a query.
       * @default /metrics
       */
      readonly path?: string;
    } | false;
    /**
     * Where each tells whether it is ready (Rocket.Chat 7.11 and later), or that it is not asked.
     * @default at the port and path below
     */
    readonly ready?: {
      /**
       * The port that answers.
       * Allowed: a whole number from 1 to 65535.
       * @default the port that each instance has registered
       */
      readonly port?: number;
      /**
       * The path that answers.
       * Allowed: a path such as /metrics, without a query.
       * @default /readyz
       */
      readonly path?: string;
    } | false;
    /**
     * Where the instances are: `list` for the address that each has registered, or a mapping of their `host:port`,
     * host or name to a host, or to `{ host, metricsPort, readyPort }`.
     * @default list
     */
    readonly addresses?: Readonly<Record<string, {
      /** Allowed: a host name or an IP address, without a port. */
      readonly host: string;
      /** Allowed: a whole number from 1 to 65535. */
      readonly metricsPort?: number;
      /** Allowed: a whole number from 1 to 65535. */
      readonly readyPort?: number;
    } | string>> | 'list';
  };
  /**
   * Rules for this workspace: any of the keys of `rules`. What is left out is as it is for all workspaces.
   * @default as for all workspaces
   */
  readonly rules?: RulesConfiguration;
  /**
   * Maintenance windows of this workspace, beside those of all: as under `maintenance`.
   * @default []
   */
  readonly maintenance?: readonly MaintenanceConfiguration[];
}
