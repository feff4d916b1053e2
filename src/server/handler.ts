import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers what it knows, and calls `next` for the rest. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
