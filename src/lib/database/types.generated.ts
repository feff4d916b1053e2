/* eslint-disable @typescript-eslint/no-explicit-any */
export type Database = any;
