import type { PostgresType } from 'postgres';

/**
 * How the driver writes `jsonb`: `@supabase/lite` hands over text that is JSON already, and its driver would encode it
 * a second time, so that an object would be stored as a string.
 */
export const jsonbOnce: PostgresType = {
	to: 3802,
	from: [3802],
	serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (text: string) => JSON.parse(text)
};
