import type { Kind, Kinds } from '#lib/offline/command.ts';
import type { Operation } from './operation.ts';

/** An operation this version of the app can carry out, its payload in today's shape. */
export interface Understood {
	kind: Kind<unknown>;
	payload: unknown;
}

/** Reads an operation kept by whatever version of the app; `null` when it was kept by a newer one, or no way leads up. */
export function understood(kinds: Kinds, { kind: name, v, payload }: Operation): Understood | null {
	const kind = Object.hasOwn(kinds, name) ? (kinds[name] as unknown as Kind<unknown>) : undefined;
	if (!kind || v > kind.v) return null;
	let shape = payload;
	for (let version = v; version < kind.v; version++) {
		const step = kind.upcast?.[version];
		if (!step) return null;
		shape = step(shape);
	}
	return { kind, payload: shape };
}
