import Archive from '@lucide/svelte/icons/archive';
import Bell from '@lucide/svelte/icons/bell';
import Bookmark from '@lucide/svelte/icons/bookmark';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Hourglass from '@lucide/svelte/icons/hourglass';
import House from '@lucide/svelte/icons/house';
import Mail from '@lucide/svelte/icons/mail';
import MapPin from '@lucide/svelte/icons/map-pin';
import Package from '@lucide/svelte/icons/package';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import UserRound from '@lucide/svelte/icons/user-round';
import { m } from '#lib/i18n/words.ts';

/** Where each thing of one's account is changed, as route paths. */
export const accountDoors = [
	{ path: '/notifications', label: m.news_title, hint: m.news_hint, icon: Bell },
	{ path: '/account/mine', label: m.account_mine, hint: m.account_mine_hint, icon: Package },
	{ path: '/account/placard', label: m.placard_title, hint: m.placard_hint, icon: Archive },
	{
		path: '/account/calendar',
		label: m.appointments_my_title,
		hint: m.appointments_my_hint,
		icon: CalendarCheck
	},
	{ path: '/account/searches', label: m.account_searches, hint: m.account_searches_hint, icon: Bookmark },
	{ path: '/account/places', label: m.places_mine_title, hint: m.places_mine_hint, icon: MapPin },
	{ path: '/account/profile', label: m.account_profile, hint: m.account_profile_hint, icon: UserRound },
	{ path: '/account/details', label: m.account_details, hint: m.account_details_hint, icon: House },
	{ path: '/account/windows', label: m.account_windows, hint: m.account_windows_hint, icon: CalendarClock },
	{ path: '/account/emails', label: m.news_mail_title, hint: m.news_mail_hint, icon: Mail },
	{ path: '/unsent', label: m.unsent_menu, hint: m.unsent_menu_hint, icon: Hourglass },
	{ path: '/account/privacy', label: m.account_data, hint: m.account_data_hint, icon: ShieldCheck }
];
