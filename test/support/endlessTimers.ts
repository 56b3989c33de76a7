/*
 * n8n-core starts an interval that nothing ends. It would keep all that a file of tests has loaded, some 30 MB, for as
 * long as Jest's process lives, and make its collection of garbage slow.
 */
const intervals: NodeJS.Timeout[] = [];
const start = setInterval;

Reflect.set(globalThis, 'setInterval', (...args: Parameters<typeof setInterval>) => {
	const timer = start(...args);
	intervals.push(timer);
	return timer;
});

afterAll(() => {
	for (const timer of intervals.splice(0)) if (!timer.hasRef()) clearInterval(timer);
});
