/** A character as it is, or as it is written in JSON and in URLs. */
function formsOf(character: string): string {
	const hex = character.charCodeAt(0).toString(16);
	const either = `(?:${hex}|${hex.toUpperCase()})`;
	const plain = `\\x${hex}`;
	const escaped = character === '\\' ? '\\\\{1,4}' : `\\\\{0,4}(?:u00${either}|${plain})`;
	return `(?:${escaped}|\\\\{1,2}u00${either}|%(?:25)?${either})`;
}

/** A server may repeat the key in its answer, also encoded. */
export function withoutKey(text: string, key: string): string {
	const encoded = btoa(key).replace(/[+=]/g, (sign) => (sign === '+' ? '\\+' : ''));
	return text.replace(new RegExp(`${[...key].map(formsOf).join('')}|${encoded}`, 'g'), '[API key]');
}
