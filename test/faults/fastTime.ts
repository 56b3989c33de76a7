/*
 * Makes the time of this process run faster, so that a minute of silence is over in a second. Clock and short timers are
 * sped up; what the network does takes as long as ever.
 */

const TICK_MS = 5;
/** However long this process was held up, nobody has waited longer than that. */
const LONGEST_TICK_MS = 10;
/** Longer timers are for emergencies. */
const LONGEST_SLEEP_MS = 5000;

const clock = { factor: 1, now: 0, seen: 0 };

function tick(): void {
	const now = performance.now();
	clock.now += clock.factor * Math.min(now - clock.seen, LONGEST_TICK_MS);
	clock.seen = now;
}

const real = { now: Date.now, setTimeout };
let ticking: NodeJS.Timeout | undefined;

/** The clock never goes back, or what still waits for a moment would wait for hours. */
export function setSpeed(factor: number): void {
	ticking ??= install();
	clock.factor = factor;
}

/** Not with Jest's mocks, which remember every call. */
function install(): NodeJS.Timeout {
	Object.assign(clock, { now: Date.now(), seen: performance.now() });
	Date.now = () => Math.round(clock.now);
	setTimeouts((callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
		real.setTimeout(callback, ms > LONGEST_SLEEP_MS ? ms : ms / clock.factor, ...args),
	);
	return setInterval(tick, TICK_MS).unref();
}

/** The tests have timers of their own, n8n those of the process. */
function setTimeouts(to: unknown): void {
	for (const world of [globalThis, outside.global]) Reflect.set(world, 'setTimeout', to);
}

afterAll(() => {
	clearInterval(ticking);
	Date.now = real.now;
	setTimeouts(real.setTimeout);
});
