import { ApiError } from '../apiError';
import { isObject, isText, type JsonObject } from '../json';
import type { Switches } from '../switches';

export interface Keyword {
	keyword: string;
	required_keywords: string[];
	excluded_keywords: string[];
	include_all_required: boolean;
}

export interface Label {
	name: string;
	description: string;
	default: boolean;
}

const FREQUENCIES = [1, 3, 6, 12, 24, 48, 72];

const texts = (value: unknown) =>
	Array.isArray(value) ? value.filter(isText).map((text) => text.trim()) : [];

/** Objects, and text as an object with this key: both are accepted in lists. */
function toObjects(list: unknown[], key: string): JsonObject[] {
	return list
		.map((entry) => (typeof entry === 'string' ? { [key]: entry } : entry))
		.filter(isObject);
}

export function readFrequency(value: unknown, fallback: number) {
	if (value === undefined) return fallback;
	const frequency = FREQUENCIES.find((hours) => hours === value);
	if (frequency === undefined) throw new ApiError(400, 'Invalid fetchFreqInHours');
	return frequency;
}

export function readKeywords(value: unknown, { excludedName }: Switches): Keyword[] {
	if (!Array.isArray(value) || value.length === 0) {
		throw new ApiError(400, 'keywords array is required and must not be empty');
	}
	const keywords = toObjects(value, 'keyword').flatMap((source) => {
		if (!isText(source.keyword)) return [];
		return {
			keyword: source.keyword.trim(),
			required_keywords: texts(source.required_keywords),
			excluded_keywords: [
				...(excludedName === 'exclude' ? [] : texts(source.excluded_keywords)),
				...(excludedName === 'excluded' ? [] : texts(source.exclude_keywords)),
			],
			include_all_required: source.include_all_required !== false,
		};
	});
	if (keywords.length === 0) throw new ApiError(400, 'No valid keywords provided after cleaning');
	return keywords;
}

export function readLabels(value: unknown): Label[] {
	if (!Array.isArray(value)) return [];
	let defaults = 0;
	return toObjects(value, 'name').flatMap((source) => {
		const name = source.name ?? source.key;
		if (!isText(name)) return [];
		const description = typeof source.description === 'string' ? source.description : '';
		const isDefault = source.default === true && ++defaults <= 2;
		return { name: name.trim(), description, default: isDefault };
	});
}

export function readPrompt(prompt: unknown) {
	if (!isText(prompt)) {
		throw new ApiError(400, 'prompt is required and must be a non-empty string');
	}
	return prompt.trim();
}

/** What the service would derive from a prompt in the background. */
export function keywordsFrom(prompt: string, switches: Switches) {
	const words = [...new Set(prompt.match(/[\p{L}\d]{5,}/gu) ?? [prompt])].slice(0, 3);
	return readKeywords(words, switches);
}

/** Slugs from slugs and URLs. */
export function readSlugs(value: unknown, field: 'profiles' | 'companies') {
	if (!Array.isArray(value) || value.length === 0) {
		throw new ApiError(400, `${field} array is required and must not be empty`);
	}
	const slugs = texts(value).flatMap((text) => {
		const path = /linkedin\.com\/(?:in|company)\/([^/?#]+)/i.exec(text)?.[1] ?? text;
		return /^[^\s/:]+$/.test(path) ? [path] : [];
	});
	if (slugs.length === 0) {
		const kind = field === 'profiles' ? 'profile' : 'company';
		throw new ApiError(400, `No valid ${kind} identifiers provided`);
	}
	return [...new Set(slugs)];
}
