/** One message of the Phoenix protocol, whichever of its two spellings carried it. */
export interface Frame {
	joinRef: string | null;
	ref: string | null;
	topic: string;
	event: string;
	payload: Record<string, unknown>;
}

/** The spelling a client asked for: `1.0.0` sends objects, `2.0.0` arrays, and broadcasts of its own in binary. */
export type Version = 1 | 2;

const userBroadcast = 3;

/** Reads what a client sent, or `null` when it is no frame. */
export function readFrame(data: Buffer, isBinary: boolean, version: Version): Frame | null {
	if (isBinary) return readBroadcast(data);
	try {
		const said = JSON.parse(data.toString()) as unknown;
		const [joinRef, ref, topic, event, payload] =
			version === 2 && Array.isArray(said) ? said : partsOf(said as Record<string, unknown>);
		if (typeof topic !== 'string' || typeof event !== 'string') return null;
		return { joinRef: text(joinRef), ref: text(ref), topic, event, payload: (payload ?? {}) as Frame['payload'] };
	} catch {
		return null; // not JSON: ignored, as hosted Realtime does
	}
}

/** Writes a frame for the client. */
export function writeFrame({ joinRef, ref, topic, event, payload }: Frame, version: Version): string {
	return JSON.stringify(
		version === 2 ? [joinRef, ref, topic, event, payload] : { topic, event, payload, ref, join_ref: joinRef }
	);
}

function partsOf({ join_ref, ref, topic, event, payload }: Record<string, unknown>): unknown[] {
	return [join_ref, ref, topic, event, payload];
}

/** Only the head of a client's broadcast matters: enough to refuse it by its reference. */
function readBroadcast(data: Buffer): Frame | null {
	const [kind, joinRefSize = 0, refSize = 0, topicSize = 0] = data;
	if (kind !== userBroadcast || data.length < 7 + joinRefSize + refSize + topicSize) return null;
	const refAt = 7 + joinRefSize;
	const topicAt = refAt + refSize;
	return {
		joinRef: data.toString('utf8', 7, refAt) || null,
		ref: data.toString('utf8', refAt, topicAt) || null,
		topic: data.toString('utf8', topicAt, topicAt + topicSize),
		event: 'broadcast',
		payload: {}
	};
}

function text(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
