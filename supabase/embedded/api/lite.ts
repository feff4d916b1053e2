import { App, NoopSmsDriver, setExperimental } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { connecting } from '../connecting.ts';
import type { Secrets } from '../secrets.ts';
import type { PhotoFiles } from '../storage/files.ts';
import { leaveGrantsUntouched } from './grants-untouched.ts';
import { isoTimes } from './iso-times.ts';
import { jsonbOnce } from './jsonb-once.ts';
import { answerRefusalsAsPostgrest } from './refusals-as-postgrest.ts';
import { quietly } from './scrubbed-errors.ts';
import type { Serve } from './serve.ts';

/** What sends the mails of sign-in and recovery. */
export type Mailer = NonNullable<App['_mailer']>;

interface Wiring {
	databaseUrl: string;
	secrets: Secrets;
	mailer: Mailer;
	files: PhotoFiles;
	/** Where links in mails lead, and the only place they may. */
	siteUrl: string;
}

/** As on hosted Supabase, where it is set on the roles that people act as. */
const statementTimeoutMs = 8_000;
const tokenLifeSeconds = 3_600;

/** `@supabase/lite` on a database that is migrated already, with the faults that can be mended from inside mended. */
export async function openLite({ databaseUrl, secrets, mailer, files, siteUrl }: Wiring) {
	const connection = createPostgresConnection({
		url: databaseUrl,
		postgresOptions: {
			max: 10,
			...connecting,
			types: { jsonb: jsonbOnce, ...isoTimes },
			connection: { statement_timeout: statementTimeoutMs, application_name: 'passerelle-api' }
		}
	});
	leaveGrantsUntouched(connection);
	answerRefusalsAsPostgrest(connection);

	setExperimental('storage', true);
	const app = new App({
		connection,
		api: { enabled: true, schemas: ['public'], max_rows: 1000 },
		auth: {
			enabled: true,
			jwt_secret: secrets.jwtSecret,
			jwt_expiry: tokenLifeSeconds,
			publishable_key: secrets.publishableKey,
			secret_key: secrets.secretKey,
			site_url: siteUrl,
			enable_refresh_token_rotation: true,
			minimum_password_length: 10,
			email: { enable_signup: true, enable_confirmations: false, otp_length: 6, otp_expiry: 600 }
		},
		storage: { enabled: true, file_size_limit: '5MiB' },
		studio: { enabled: false },
		options: { server: { admin: false, disableStudio: true }, drivers: { sms: new NoopSmsDriver({ silent: true }) } }
	});
	app._mailer = mailer;
	app._storageAdapter = files as unknown as NonNullable<typeof app._storageAdapter>;
	await quietly(() => app.init());
	// Read now and kept: read while PostgreSQL is away, it would be empty, and every table a 404.
	await connection.introspect({ useCache: true });

	const serve: Serve = async (request, { address }) => app.fetch(request, { peerAddress: address });
	return { serve, close: () => connection.driver.end({ timeout: 5 }) };
}
