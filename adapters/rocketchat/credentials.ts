/** A Rocket.Chat personal access token and the id of its user. */
export interface Credentials {
  readonly userId: string;
  readonly authToken: string;
}
