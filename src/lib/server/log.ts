import pino from 'pino';

/** The structured log of the app. Callers give ids, routes and counts: never a name, an address, a query or a token. */
export const log = pino({ base: null, level: process.env.LOG_LEVEL ?? 'info' });
