/** Lets this process's time run faster, so that a minute is over soon. `jest.restoreAllMocks` ends it. */
export function speedUpClock(factor: number): void {
	const now = Date.now.bind(Date);
	const start = now();
	jest.spyOn(Date, 'now').mockImplementation(() => start + factor * (now() - start));
}

/** Lets this process's time be moved on. `jest.restoreAllMocks` ends it. */
export function movableClock(): { advance(ms: number): void } {
	const now = Date.now.bind(Date);
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
	return {
		advance(ms) {
			ahead += ms;
		},
	};
}
