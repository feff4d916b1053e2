/** Of calendars anybody may read: kept a few minutes by whoever passes them on. */
export const calendarHeaders = {
	'content-type': 'text/calendar; charset=utf-8',
	'cache-control': 'public, max-age=300',
	'access-control-allow-origin': '*'
};
