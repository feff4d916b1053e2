/** The smallest photos, made by hand so that each fault is plain to see. */

/** One grey pixel, lossless. */
const vp8l = chunk('VP8L', Buffer.from([0x2f, 0, 0, 0, 0, 7, 16, 17, 17, 136, 136, 136, 254, 7, 0]));

/** A photo as the app sends it. */
export const photo = riff(vp8l);

/** The same photo that says where it was taken. */
export const photoWithExif = riff(extended(0x08), vp8l, chunk('EXIF', Buffer.from('48.1113,-1.68')));

/** The same, in another dialect. */
export const photoWithXmp = riff(extended(0x04), vp8l, chunk('XMP ', Buffer.from('<x/>')));

/** A photo followed by something else. */
export const photoWithTail = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]);

/** Another kind of file under a photo's name. */
export const notAPhoto = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

/** Bytes as a file of the type that the app declares. */
export function asWebp(bytes: Uint8Array): Blob {
	return new Blob([new Uint8Array(bytes)], { type: 'image/webp' });
}

function extended(flags: number): Buffer {
	return chunk('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
}

function chunk(name: string, content: Buffer): Buffer {
	const size = Buffer.alloc(4);
	size.writeUInt32LE(content.length);
	return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)]);
}

function riff(...chunks: Buffer[]): Buffer {
	const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
	const size = Buffer.alloc(4);
	size.writeUInt32LE(body.length);
	return Buffer.concat([Buffer.from('RIFF'), size, body]);
}
