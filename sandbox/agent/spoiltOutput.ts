import type { Fault } from '../faults';
import { isObject, type JsonObject } from '../json';

/** Lists that end too early, with a matching total. */
function shorten(output: unknown, keep: number): unknown {
	if (!isObject(output)) return output;
	const short: JsonObject = { ...output };
	for (const [name, list] of Object.entries(output)) {
		if (!Array.isArray(list)) continue;
		short[name] = list.slice(0, keep);
		short.total = Math.min(list.length, keep);
	}
	return short;
}

/** What a task returns whatever it did. */
export function spoilOutput(fault: Fault | null, output: unknown) {
	if (fault?.kind === 'taskOutput') return fault.output;
	if (fault?.kind === 'shortList') return shorten(output, fault.keep ?? 0);
	return output;
}
