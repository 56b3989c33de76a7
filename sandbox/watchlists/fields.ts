import { ApiError } from '../routes/api';

/**
 * @typedef {object} Keyword
 * @property {string} keyword
 * @property {string[]} required_keywords
 * @property {string[]} excluded_keywords
 * @property {boolean} include_all_required
 *
 * @typedef {{ name: string, description: string, default: boolean }} Label
 */

const FREQUENCIES = [1, 3, 6, 12, 24, 48, 72];

/** @param {unknown} value @returns {string[]} */
const texts = (value) =>
	Array.isArray(value)
		? value.filter((item) => typeof item === 'string' && item.trim() !== '').map((s) => s.trim())
		: [];

/** @param {unknown} value @param {number} fallback */
function readFrequency(value, fallback) {
	if (value === undefined) return fallback;
	if (!FREQUENCIES.includes(/** @type {number} */ value)) {
		throw new ApiError(400, 'Invalid fetchFreqInHours');
	}
	return /** @type {number} */ value;
}

/** @param {any} entry @param {import('../switches').Switches} switches @returns {Keyword | null} */
function readKeyword(entry, { excludedName }) {
	const source = typeof entry === 'string' ? { keyword: entry } : entry;
	const keyword = typeof source?.keyword === 'string' ? source.keyword.trim() : '';
	if (!keyword) return null;
	return {
		keyword,
		required_keywords: texts(source.required_keywords),
		excluded_keywords: [
			...(excludedName === 'exclude' ? [] : texts(source.excluded_keywords)),
			...(excludedName === 'excluded' ? [] : texts(source.exclude_keywords)),
		],
		include_all_required: source.include_all_required !== false,
	};
}

/** @param {unknown} value @param {import('../switches').Switches} switches */
function readKeywords(value, switches) {
	if (!Array.isArray(value) || value.length === 0) {
		throw new ApiError(400, 'keywords array is required and must not be empty');
	}
	const keywords = value.flatMap((entry) => readKeyword(entry, switches) ?? []);
	if (keywords.length === 0) throw new ApiError(400, 'No valid keywords provided after cleaning');
	return keywords;
}

/** @param {unknown} value @returns {Label[]} */
function readLabels(value) {
	if (!Array.isArray(value)) return [];
	let defaults = 0;
	return value.flatMap((entry) => {
		const source = typeof entry === 'string' ? { name: entry } : entry;
		const name = source?.name ?? source?.key;
		if (typeof name !== 'string' || name.trim() === '') return [];
		const isDefault = source.default === true && ++defaults <= 2;
		return [{ name: name.trim(), description: source.description ?? '', default: isDefault }];
	});
}

/** @param {unknown} prompt */
function readPrompt(prompt) {
	if (typeof prompt !== 'string' || prompt.trim() === '') {
		throw new ApiError(400, 'prompt is required and must be a non-empty string');
	}
	return prompt.trim();
}

/** What the service would make of a prompt in the background. @param {string} prompt @param {import('../switches').Switches} switches */
function keywordsFrom(prompt, switches) {
	const words = [...new Set(prompt.match(/[\p{L}\d]{5,}/gu) ?? [prompt])].slice(0, 3);
	return readKeywords(words, switches);
}

/**
 * Slugs from slugs and URLs.
 * @param {unknown} value
 * @param {'profiles' | 'companies'} field
 */
function readSlugs(value, field) {
	if (!Array.isArray(value) || value.length === 0) {
		throw new ApiError(400, `${field} array is required and must not be empty`);
	}
	const slugs = texts(value).flatMap((text) => {
		const path = /linkedin\.com\/(?:in|company)\/([^/?#]+)/i.exec(text)?.[1] ?? text;
		return /^[^\s/:]+$/.test(path) ? [path] : [];
	});
	if (slugs.length === 0) {
		const what = field === 'profiles' ? 'profile' : 'company';
		throw new ApiError(400, `No valid ${what} identifiers provided`);
	}
	return [...new Set(slugs)];
}

export { readFrequency, readKeywords, readLabels, readPrompt, readSlugs, keywordsFrom };
