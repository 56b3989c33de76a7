/** LinkedIn's data about a person has some ten levels. n8n copies values level by level, on the stack. */
export const MOST_LEVELS = 100;

interface Place {
	value: unknown;
	key: string;
	level: number;
	parent?: Place;
}

/** Where a value is nested too deep, such as "data.task_output.positions"; undefined if it is not. */
export function tooDeepPlaceIn(root: unknown): string | undefined {
	const places: Place[] = [{ value: root, key: '', level: 0 }];
	for (let place = places.pop(); place; place = places.pop()) {
		const { value, level } = place;
		if (typeof value !== 'object' || value === null) continue;
		if (level > MOST_LEVELS) return pathTo(place);
		for (const [key, inner] of Object.entries(value)) {
			if (typeof inner === 'object')
				places.push({ value: inner, key, level: level + 1, parent: place });
		}
	}
	return undefined;
}

function pathTo(place: Place): string {
	const keys: string[] = [];
	for (let at: Place | undefined = place; at?.parent; at = at.parent) keys.push(at.key);
	return keys.reverse().join('.');
}
