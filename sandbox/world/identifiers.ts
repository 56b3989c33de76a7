/** The bare id is the person; both prefixes and none mean the same one. */
export const personId = (urn: string) =>
	urn.trim().replace(/^urn:li:(fsd_profile|person|member):/, '');

export const personUrn = (id: string) => `urn:li:fsd_profile:${id}`;

export function activityId(urn: string) {
	const match = /^urn:li:activity:(\d+)$/.exec(urn.trim());
	return match ? match[1] : null;
}

export const activityUrn = (id: string) => `urn:li:activity:${id}`;

/** The number in an activity URN starts with the time it was posted. */
export const activityNumber = (ms: number, tail: number) =>
	String((BigInt(ms) << 22n) | BigInt(tail % 4194304));

/** Slugs are compared decoded and without case, as LinkedIn does for the path of a profile. */
export function slugKey(slug: string) {
	const text = slug.trim();
	try {
		return decodeURIComponent(text).normalize('NFC').toLowerCase();
	} catch {
		return text.toLowerCase();
	}
}

const withoutAccents = (text: string) =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[łŁ]/g, 'l')
		.replace(/[øØ]/g, 'o')
		.replace(/[đĐ]/g, 'd')
		.replace(/ß/g, 'ss')
		.replace(/ı/g, 'i')
		.toLowerCase();

export const contains = (text: string, part: string) =>
	withoutAccents(text).includes(withoutAccents(part.trim()));

export const asciiSlug = (name: string) =>
	withoutAccents(name)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
