/**
 * How often something changed, or may have, since the app began: an answer asked for before the last time is not what
 * the network would say now. Alone here, for what is read first on every page counts, and weighs.
 */
export const changes = { known: 0 };
