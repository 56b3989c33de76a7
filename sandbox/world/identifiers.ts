/**
 * The bare id is the person; both prefixes and none mean the same one.
 * @param {unknown} urn
 */
function personId(urn) {
	return String(urn)
		.trim()
		.replace(/^urn:li:(fsd_profile|person|member):/, '');
}

/** @param {string} id */
const personUrn = (id) => `urn:li:fsd_profile:${id}`;

/** @param {unknown} urn */
function activityId(urn) {
	const match = /^urn:li:activity:(\d+)$/.exec(String(urn).trim());
	return match ? match[1] : null;
}

/** @param {string} id */
const activityUrn = (id) => `urn:li:activity:${id}`;

/**
 * Slugs are compared decoded and without case, as LinkedIn does for the path of a profile.
 * @param {unknown} slug
 */
function slugKey(slug) {
	const text = String(slug).trim();
	try {
		return decodeURIComponent(text).normalize('NFC').toLowerCase();
	} catch {
		return text.toLowerCase();
	}
}

/** @param {string} text */
const withoutAccents = (text) =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[łŁ]/g, 'l')
		.replace(/[øØ]/g, 'o')
		.replace(/[đĐ]/g, 'd')
		.replace(/ß/g, 'ss')
		.replace(/ı/g, 'i')
		.toLowerCase();

/** @param {unknown} text @param {unknown} part */
const contains = (text, part) =>
	withoutAccents(String(text)).includes(withoutAccents(String(part).trim()));

/** @param {string} name */
const asciiSlug = (name) =>
	withoutAccents(name)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');

/** The number in an activity URN starts with the time it was posted. @param {number} ms */
const activityNumber = (ms, /** @type {number} */ tail) =>
	String((BigInt(ms) << 22n) | BigInt(tail % 4194304));

export {
	personId,
	personUrn,
	activityId,
	activityUrn,
	activityNumber,
	slugKey,
	contains,
	asciiSlug,
};
