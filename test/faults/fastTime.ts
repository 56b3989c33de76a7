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

/** The clock never goes back, or what still waits for a moment would wait for hours. */
export function setSpeed(factor: number): void {
	if (!jest.isMockFunction(Date.now)) install();
	clock.factor = factor;
}

function install(): void {
	const later = setTimeout;
	Object.assign(clock, { now: Date.now(), seen: performance.now() });
	setInterval(tick, TICK_MS).unref();
	jest.spyOn(Date, 'now').mockImplementation(() => Math.round(clock.now));
	jest.spyOn(globalThis, 'setTimeout').mockImplementation((callback, ms = 0, ...rest: unknown[]) =>
		later(
			() => {
				Reflect.apply(callback, undefined, rest);
			},
			ms > LONGEST_SLEEP_MS ? ms : ms / clock.factor,
		),
	);
}
