/** LinkedIn's data about a person has some ten levels. n8n copies values level by level, on the stack. */
export const MOST_LEVELS = 100;

/** Where a value is nested too deep, such as "data.task_output.positions"; undefined if it is not. */
export function tooDeepPlaceIn(value: unknown, level = 0): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (level > MOST_LEVELS) return '';
	for (const [key, inner] of Object.entries(value)) {
		const place = tooDeepPlaceIn(inner, level + 1);
		if (place !== undefined) return place === '' ? key : `${key}.${place}`;
	}
	return undefined;
}
