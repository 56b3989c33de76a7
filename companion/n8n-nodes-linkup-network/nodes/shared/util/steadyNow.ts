let last = 0;
let ahead = 0;

/** The time, in milliseconds, except that it never goes back: somebody may set the clock while a node waits. */
export function steadyNow(): number {
	const now = Date.now();
	if (now + ahead < last) ahead = last - now;
	last = now + ahead;
	return last;
}
