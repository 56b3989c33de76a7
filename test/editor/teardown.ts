type End = () => Promise<unknown>;

const ends: End[] = [];

/** Notes what has to be stopped after all tests; the latest is stopped first. */
export function whenOver(end: End) {
	ends.unshift(end);
}

export default async function teardown() {
	for (const end of ends) await end();
}
