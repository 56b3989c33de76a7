/** What LinkedIn allows in a URL: letters and digits of any script, marks, emoji, - _ . ' and &. */
const SLUG = /^[^\s\p{Cc}\p{Co}\p{Cs}/?#@:%"<>\\[\]{}|^`,;=!*()+$]{1,150}$/u;
/** Direction marks and the like. Some scripts and emoji need joiners, and flags need tags. */
const HIDDEN = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/u;
/** Dots, dashes and characters without a shape are not a name. */
const VISIBLE = /(?![\p{DI}\u2800])[\p{L}\p{N}\p{S}]/u;
/** Text that JavaScript makes of nothing. */
const JUNK = /^(?:undefined|null|nan|-?infinity|true|false|0|-1)$/i;

/** The URLs of the reader's own profile, and what LinkedIn calls members that it does not show. */
const NOBODY = /^(?:me|unavailable|unknown|headless)$/i;

/** Whether a text can be the part of a URL that names a person or a company. */
export const isSlug = (text: string): boolean =>
	SLUG.test(text) &&
	!HIDDEN.test(text) &&
	VISIBLE.test(text) &&
	!JUNK.test(text) &&
	!NOBODY.test(text) &&
	// Dots also stand where a program cut a text.
	!/\.\.|…/.test(text);
