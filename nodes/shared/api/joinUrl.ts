/** Joins Base URL and path. Does not throw: returns what is wrong with the Base URL instead. */
export function joinUrl(baseUrl: string, path: string): { url: string } | { wrong: string } {
	const base = baseUrl.trim().replace(/\/+$/, '');
	if (base === '') return { wrong: 'is empty' };
	if (!/^https?:\/\//i.test(base)) return { wrong: 'must start with https://' };
	if (!/^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/i.test(base)) return { wrong: 'is not a valid URL' };
	return { url: base + path };
}
