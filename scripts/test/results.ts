/** What became of a test, or of a file as a whole: of its loading, and of what runs before and after its tests. */
export interface Result {
	name: string;
	passed: boolean;
	isFile: boolean;
}

export interface Outcome {
	passed: number;
	failed: string[];
	/** What failed in one run and passed in the other. */
	flaky: string[];
}

/** Tests of one name are told apart by their number. */
function byName(results: Result[]) {
	const found = new Map<string, Result>();
	for (const result of results) {
		let name = result.name;
		for (let nth = 2; found.has(name); nth++) name = `${result.name} (${nth})`;
		found.set(name, result);
	}
	return found;
}

/** Puts together what passed in the only run, or in a first one and a second one of the files that failed in it. */
export function outcomeOf(first: Result[], second: Result[] = []): Outcome {
	const runs = [byName(first), byName(second)];
	const names = [...new Set(runs.flatMap((run) => [...run.keys()]))];
	const outcome: Outcome = { passed: 0, failed: [], flaky: [] };
	for (const name of names) {
		const results = runs.flatMap((run) => run.get(name) ?? []);
		if (results.every(({ passed }) => passed)) {
			if (!results[0].isFile) outcome.passed++;
		} else if (results.some(({ passed }) => passed)) outcome.flaky.push(name);
		else outcome.failed.push(name);
	}
	return outcome;
}
