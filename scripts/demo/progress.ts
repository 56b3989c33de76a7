const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const FRAME_MS = 100;
/** How often a line is added where lines cannot be overwritten. */
const PLAIN_MS = 2000;

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Shows what runs now: a line that moves on a screen, now and then a new line in a log.
 * @param {() => string} state what else there is to say while something runs
 */
function showProgress(state) {
	const { stdout } = process;
	const moving = stdout.isTTY && process.env.TERM !== 'dumb';
	const start = Date.now();
	let frame = 0;
	let now = '';
	let since = start;

	const clear = () => moving && stdout.write('\r\u001b[K');
	const show = () => {
		if (!now) return;
		const text = `${now}: ${state()}, ${seconds(Date.now() - start)} so far`;
		if (moving) stdout.write(`\r\u001b[K${FRAMES[frame++ % FRAMES.length]} ${text}`);
		else stdout.write(`  … ${text}\n`);
	};
	const timer = setInterval(show, moving ? FRAME_MS : PLAIN_MS);

	return {
		/** @param {string} what */
		begin(what) {
			now = what;
			since = Date.now();
			if (moving) show();
		},
		/** @param {string} result */
		end(result) {
			clear();
			stdout.write(`✓ ${now}: ${result} (${seconds(Date.now() - since)})\n`);
			now = '';
		},
		stop() {
			clearInterval(timer);
			if (now) clear();
			return seconds(Date.now() - start);
		},
	};
}

export { showProgress };
