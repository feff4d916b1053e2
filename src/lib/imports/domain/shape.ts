import * as z from 'zod/mini';

// Compiling checks needs `eval`, which the pages' policy forbids, and reports.
z.config({ jitless: true });

export { z };
