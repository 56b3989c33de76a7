/** Runs the work for every item, at most this many at once, until `enough` says to start no more. */
export async function forEachConcurrently<T>(
	limit: number,
	items: readonly T[],
	work: (item: T, index: number) => Promise<void>,
	enough: () => boolean = () => false,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < items.length && !enough()) {
			const index = next++;
			await work(items[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
