import { today } from '#lib/time/paris.ts';
import type { PageLoad } from './$types';
import { theListing } from './the-listing.ts';

export const load: PageLoad = async (event) => ({ today: today(), ...(await theListing(event)) });
