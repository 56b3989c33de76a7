/*
 * Loaded into n8n's process: its time is ahead by as many milliseconds as a file says. No import: Node.js runs this as it
 * is, and an import would make it guess what kind of module this is.
 */
if (process.env.OUTX_CLOCK) {
	const file = process.env.OUTX_CLOCK;
	const { readFileSync } = process.getBuiltinModule('node:fs');
	const RealDate = Date;
	// Kept, because somebody may replace it by ours.
	const realNow = RealDate.now;
	const REREAD_MS = 5;
	let readAt = 0;
	let aheadMs = 0;

	const now = () => {
		const real = realNow();
		if (real - readAt > REREAD_MS) {
			readAt = real;
			aheadMs = Number(readFileSync(file, 'utf8'));
		}
		return real + aheadMs;
	};

	globalThis.Date = new Proxy(RealDate, {
		construct: (target, args: unknown[], newTarget) =>
			Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as Date,
		get: (target, name, receiver): unknown =>
			name === 'now' ? now : Reflect.get(target, name, receiver),
	});
	RealDate.prototype.constructor = Date;
}
