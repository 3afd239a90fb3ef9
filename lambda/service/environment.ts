/** The environment variables of a service's function, named once for the construct that sets them and the handler. */
export const environment = {
  /** As alerter.yaml calls it. */
  service: 'SERVICE',
  secretParameter: 'SERVICE_SECRET_PARAMETER',
  /** JSON of what else the file says of it. */
  options: 'SERVICE_OPTIONS',
  minimumSeverity: 'SERVICE_MINIMUM_SEVERITY',
  /** PEM of an authority that is trusted beside the public ones. Left out where there is none. */
  authority: 'SERVICE_CA',
} as const;
