const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const FRAME_MS = 100;
/** How often a line is added where lines cannot be overwritten. */
const PLAIN_MS = 2000;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Shows what runs now, and its state: a line that moves on a screen, now and then a new line in a log.
 */
export function showProgress(state: () => string) {
	const { stdout } = process;
	const isMoving = stdout.isTTY && process.env.TERM !== 'dumb';
	const start = Date.now();
	let frame = 0;
	let now = '';
	let since = start;

	const clear = () => {
		if (isMoving) stdout.write('\r\u001b[K');
	};
	const show = () => {
		if (!now) return;
		const text = `${now}: ${state()}, ${seconds(Date.now() - start)} so far`;
		if (isMoving) stdout.write(`\r\u001b[K${FRAMES[frame++ % FRAMES.length]} ${text}`);
		else stdout.write(`  … ${text}\n`);
	};
	const timer = setInterval(show, isMoving ? FRAME_MS : PLAIN_MS);

	return {
		begin(what: string) {
			now = what;
			since = Date.now();
			if (isMoving) show();
		},
		end(result: string) {
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
