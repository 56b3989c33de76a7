/** So many people, numbered from one. */
export const people = (count: number, from = 0) =>
	Array.from({ length: count }, (_, i) => ({
		entity_urn: `urn:${from + i}`,
		name: `P${from + i}`,
	}));
