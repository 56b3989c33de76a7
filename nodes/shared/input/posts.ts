import { addressIn, decoded, shown, unwrapped, type Address } from './addresses';
import { EmptyFieldError, InputError } from './inputError';
import { otherPage, otherUrn, refusal, type Wanted } from './otherTargets';

const POST: Wanted = {
	kind: 'post',
	form: "a post's LinkedIn URL or activity URN",
	hint: "Use the post's URL (Copy Link to Post) or its URN, for example urn:li:activity:7123456789012345678",
};

const URN = /^urn:li:(activity|ugcpost|share):(\d{15,20})$/i;
/** LinkedIn's pages wrap the URN, as in urn:li:fsd_update:(urn:li:activity:7123,FEED_DETAIL,EMPTY). */
const WRAPPED =
	/^urn:li:fsd?_(?!comment)\w+:\((?:[^()]*,)?urn:li:(activity|ugcpost|share):(\d{15,20})(?:[,)]|$)/i;
const BARE = /^(?:(activity)[:-])?(\d{15,20})$/i;
/** The end of /posts/jane_some-words-activity-7123456789012345678-x1Yz: the words may look like a number of a post, too. */
const IN_SLUG = /^(?:.*[-_])?(activity|ugcpost|share)-(\d{15,20})(?:-[\w-]*)?$/i;
/** Where the URLs of LinkedIn's notifications name the post. */
const IN_QUERY = /(?:^|&)(?:highlightedUpdateUrn|updateEntityUrn)=([^&]+)/i;

/** No part of a URL is longer. */
const LONGEST = 1000;

/** The activity URN of a post from a URL, a URN or the bare number. */
export function postUrn(input: string, label: string): string {
	const text = unwrapped(input);
	if (text === '') throw new EmptyFieldError(label, `Enter ${POST.form}`);
	const bare = decoded(text);
	const address = /^urn:/i.test(bare) ? undefined : addressIn(text, label);
	if (address && address.page !== 'post') throw otherPage(text, label, POST, address);
	const [, kind = 'activity', number] = (address ? inAddress(address) : inText(bare)) ?? [];
	if (number === undefined) {
		throw /^urn:/i.test(bare) ? otherUrn(bare, label, POST) : refusal(text, label, POST);
	}
	if (kind.toLowerCase() === 'activity') return `urn:li:activity:${number}`;
	throw new InputError(
		`'${label}' contains the number of a ${nameOf(kind)}, but OutX needs that of the activity: ${shown(text)}`,
		'On linkedin.com, click the time of the post, for example 2d, and copy the URL if it contains urn:li:activity. Or use the URN from Profile → Get Posts or Watchlist Post → Get Many',
	);
}

function inText(text: string): RegExpExecArray | null {
	if (text.length > LONGEST) return null;
	return URN.exec(text) ?? WRAPPED.exec(text) ?? BARE.exec(text) ?? IN_SLUG.exec(text);
}

/** The first part that names a post; what follows, such as a comment, is about that post. */
function inAddress({ rest, query }: Address): RegExpExecArray | null {
	const queried = IN_QUERY.exec(query)?.[1];
	const parts = queried === undefined ? rest : [...rest, decoded(queried)];
	return parts.map(inText).find(Boolean) ?? null;
}

const nameOf = (kind: string) => (kind.toLowerCase() === 'ugcpost' ? 'ugcPost' : 'share');
