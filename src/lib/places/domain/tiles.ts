/** Pictures of the ground under a map, if whoever runs the service names some. */
export interface Tiles {
	/** `https://…/{z}/{x}/{y}.png` */
	url: string;
	attribution: string;
	maxZoom: number;
}

/** The tiles that the settings name; `null` when they name none, or not whole. */
export function tilesIn(url: string | undefined, attribution: string | undefined): Tiles | null {
	if (!url?.startsWith('https://') || !['{z}', '{x}', '{y}'].every((part) => url.includes(part))) return null;
	return { url, attribution: attribution ?? '', maxZoom: 19 };
}
