import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { boundBodies } from './api/bounded-bodies.ts';
import { closeOtherDoors } from './api/closed-doors.ts';
import { sayWhoCalls } from './api/known-caller.ts';
import { openLite } from './api/lite.ts';
import { refuseDisguisedPaths } from './api/plain-paths.ts';
import { scrubErrors, type Fault } from './api/scrubbed-errors.ts';
import { inFrontOf, type Serve, type Shim } from './api/serve.ts';
import { rememberRedirect } from './auth/asked-redirect.ts';
import { refuseEndedSessions } from './auth/ended-sessions.ts';
import { limitAttempts } from './auth/limiter.ts';
import { acceptEmailCodes } from './auth/otp-type-email.ts';
import { answerStrangersAlike } from './auth/same-answers.ts';
import { Closing } from './closing.ts';
import { openPool } from './connecting.ts';
import { openDatabase } from './database.ts';
import { takeFolder } from './data-folder.ts';
import { hangDemoPhotos } from './demo/photos.ts';
import { runJobs } from './jobs.ts';
import type { Letter } from './mail/letters.ts';
import { Postbox } from './mail/postbox.ts';
import { openRooms } from './realtime/rooms.ts';
import { secretsOf } from './secrets.ts';
import { PhotoFiles } from './storage/files.ts';
import { serveInert } from './storage/inert-downloads.ts';
import { keepPhotosOnly } from './storage/photos-only.ts';
import { acceptAuthenticatedPath, shapeSignedUrls, signMany } from './storage/signed-urls.ts';

export interface BackendSettings {
	dataDir: string;
	/** An existing PostgreSQL to use instead of the embedded one. */
	databaseUrl?: string | undefined;
	/** Where links in mails lead. */
	siteUrl: string;
	/** Whether the demo street is loaded on a first start. */
	demo: boolean;
	/** Whether attempts to sign in are counted. Off for tests alone. */
	limits: boolean;
	report: (fault: Fault) => void;
}

/** The Supabase API on one machine: for trying, developing, testing and small pilots. */
export interface Backend {
	serve: Serve;
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	publishableKey: string;
	letters(): readonly Letter[];
	/** Cuts the live channels, which would keep the server from closing. */
	hangUp(): Promise<void>;
	/** When its PostgreSQL has ended, asked or not: all that is left to do is close. */
	lost: Promise<void>;
	close(): Promise<void>;
}

/**
 * Opens a data folder and everything on it. Answers when it can serve.
 * @throws {FolderInUse}
 */
export async function openBackend(settings: BackendSettings): Promise<Backend> {
	const { dataDir, siteUrl, report } = settings;
	const closing = new Closing(report);
	try {
		closing.add(await takeFolder(dataDir));
		const secrets = await secretsOf(dataDir);
		const database = await openDatabase(settings);
		closing.add(database.stop);
		void database.ended.then(() => closing.hurry());
		const sql = openPool(database.url);
		closing.add(() => sql.end({ timeout: 5 }));

		const files = new PhotoFiles(join(dataDir, 'photos'));
		const postbox = await Postbox.open(dataDir, siteUrl);
		const lite = await openLite({ databaseUrl: database.url, secrets, mailer: postbox.mailer, files, siteUrl });
		closing.add(lite.close);
		const rooms = await openRooms({ sql, ...secrets, report });
		closing.add(rooms.close);
		closing.add(runJobs({ sql, files, post: (mail) => postbox.post(mail), site: siteUrl, report }));

		const shims: Shim[] = [
			scrubErrors(report),
			refuseDisguisedPaths,
			sayWhoCalls,
			boundBodies,
			...(settings.limits ? [limitAttempts(), answerStrangersAlike] : []),
			acceptEmailCodes,
			rememberRedirect,
			refuseEndedSessions(sql),
			acceptAuthenticatedPath,
			keepPhotosOnly,
			signMany,
			shapeSignedUrls,
			serveInert,
			closeOtherDoors // last: some of the others change the address
		];
		const serve = inFrontOf(lite.serve, shims);
		if (settings.demo) await hangDemoPhotos({ sql, serve, secrets });
		return {
			serve,
			upgrade: rooms.upgrade,
			publishableKey: secrets.publishableKey,
			letters: () => postbox.letters,
			hangUp: rooms.hangUp,
			lost: database.ended,
			close: () => closing.close()
		};
	} catch (fault) {
		await closing.close();
		throw fault;
	}
}
