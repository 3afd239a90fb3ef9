/** The periods of a Rocket.Chat cluster with its default settings, in seconds. */
export const heartbeatSeconds = 10;
export const expirySeconds = 60;
export const sweepSeconds = 60;
/** Moleculer's own default. */
export const gossipSeconds = 2;
