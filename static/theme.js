// Before the first paint: the reader's theme, and whether to spare data. A file, because the policy allows no inline script.
{
	const root = document.documentElement;
	try {
		const theme = localStorage.getItem('theme');
		if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
		if (localStorage.getItem('low-data') === 'yes') root.dataset.lowData = '';
	} catch (refused) {
		console.info('storage refused', refused);
	}
	if (navigator.connection && navigator.connection.saveData) root.dataset.lowData = '';
}
