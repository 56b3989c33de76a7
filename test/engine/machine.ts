export interface MachineWatch {
	/** Milliseconds by which timers were late so far. */
	late(): number;
	stop(): void;
}

const EVERY = 20;
/** What a timer is late anyway. */
const USUAL = 2;

/** Tells how busy the machine is, so that time limits can allow for it. */
export function watchMachine(): MachineWatch {
	let late = 0;
	let last = performance.now();
	const timer = setInterval(() => {
		const now = performance.now();
		late += Math.max(0, now - last - EVERY - USUAL);
		last = now;
	}, EVERY);
	return {
		late: () => late,
		stop() {
			clearInterval(timer);
		},
	};
}
