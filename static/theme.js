// Before the first paint: the reader's theme, and whether to spare data. A file, because the policy allows no inline script.
{
	const root = document.documentElement;
	const barColours = { light: '#faf8f2', dark: '#121815' };
	const colourBars = () => {
		const colour = barColours[root.dataset.theme];
		if (!colour) return;
		for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = colour;
	};
	try {
		const theme = localStorage.getItem('theme');
		if (Object.hasOwn(barColours, theme ?? '')) root.dataset.theme = theme;
		if (localStorage.getItem('low-data') === 'yes') root.dataset.lowData = '';
	} catch (refused) {
		console.info('storage refused', refused);
	}
	if (navigator.connection?.saveData) root.dataset.lowData = '';
	colourBars();
	new MutationObserver(colourBars).observe(root, { attributeFilter: ['data-theme'] });
}
