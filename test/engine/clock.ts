/** Lets this process's time run faster, so that a minute is over soon. `jest.restoreAllMocks` ends it. */
export function speedUpClock(factor: number): void {
	const now = Date.now.bind(Date);
	const start = now();
	jest.spyOn(Date, 'now').mockImplementation(() => start + factor * (now() - start));
}
