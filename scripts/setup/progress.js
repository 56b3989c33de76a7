'use strict';

// Shows one line with the seconds that have passed. On a screen they count; in a log they come at the end.
function progressLine(title) {
	const start = Date.now();
	const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
	const { stderr } = process;
	const show = () => stderr.write(`\r${title} … ${seconds()}`);
	if (stderr.isTTY) show();
	else stderr.write(`${title} … `);
	const timer = stderr.isTTY ? setInterval(show, 1000) : undefined;
	return {
		end(word = '') {
			clearInterval(timer);
			if (stderr.isTTY) show();
			stderr.write(`${stderr.isTTY ? '' : seconds()}${word}\n`);
		},
	};
}

module.exports = { progressLine };
