import { companySlug } from '../../../nodes/shared/input/companies';
import { ACTIVITY, BLANKS, expectRefused, ID, JUNK, OTHERS, read } from '../support/targets';

const EXAMPLES = 'https://www.linkedin.com/company/microsoft';

test.each([
	['microsoft', 'microsoft'],
	['booking.com', 'booking.com'],
	['1035', '1035'],
	['https://www.linkedin.com/company/microsoft', 'microsoft'],
	['https://www.linkedin.com/company/microsoft/posts/?feedView=all', 'microsoft'],
	['https://www.linkedin.com/company/1035/admin/dashboard/', '1035'],
	['https://www.linkedin.com/company-beta/1035/', '1035'],
	['https://www.linkedin.com/organization-guest/company/microsoft', 'microsoft'],
	['https://www.linkedin.com/mwlite/company/microsoft', 'microsoft'],
	['https://m.linkedin.com/company/microsoft', 'microsoft'],
	['https://fr.linkedin.com/Company/Microsoft/about/', 'Microsoft'],
	['linkedin.com/company/booking.com/', 'booking.com'],
	['/company/microsoft', 'microsoft'],
	['https://www.linkedin.com/company/in/about/', 'in'],
	['https://www.linkedin.com/company/caf%C3%A9-%26-co', 'café-&-co'],
	['https://www.linkedin.com/company/%E6%A0%AA%E5%BC%8F', '株式'],
	['<https://www.linkedin.com/company/microsoft>', 'microsoft'],
	['Our page: https://www.linkedin.com/company/microsoft.', 'microsoft'],
])('%j is %s', (input, slug) => {
	expect(read(companySlug, input)).toBe(slug);
});

test.each(OTHERS)('%s is refused: %s', (input, words, hint) => {
	expectRefused(companySlug, input, words, hint);
});

test.each([
	['https://www.linkedin.com/school/stanford-university/', 'a school page', 'stanford-university'],
	['linkedin.com/edu/school?id=123', 'a school page', 'microsoft'],
	['/school/mit', 'a school page', 'alone: mit'],
	['https://www.linkedin.com/showcase/azure/about', 'a showcase page', 'alone: azure'],
])('%s is refused: it is the URL of %s', (input, words, hint) => {
	expectRefused(
		companySlug,
		input,
		`is the URL of ${words}, but OutX documents only company`,
		hint,
	);
});

test.each([
	['https://www.linkedin.com/in/williamhgates', 'is the URL of a person'],
	['https://www.linkedin.com/in/company/details/', 'is the URL of a person'],
	['in/williamhgates', 'is the URL of a person'],
	[`https://www.linkedin.com/posts/x_activity-${ACTIVITY}-x`, 'is the URL of a post'],
	[`urn:li:fsd_profile:${ID}`, 'is the URN of a person'],
	[`urn:li:activity:${ACTIVITY}`, 'is the URN of a post'],
])('%s is refused: %s', (input, words) => {
	expectRefused(companySlug, input, `${words}, not a company's LinkedIn URL or slug`, EXAMPLES);
});

test.each([
	...JUNK,
	'urn:li:fsd_company:1035',
	'urn:li:organization:1035',
	'https://www.linkedin.com/company/',
	'https://www.linkedin.com/company/undefined/',
	'https://www.linkedin.com/company/../in/bill',
	'Contoso Ltd',
])('%j is refused', (input) => {
	expectRefused(companySlug, input, "is not a company's LinkedIn URL or slug", EXAMPLES);
});

test.each(BLANKS)('%j is empty', (input) => {
	expectRefused(companySlug, input, 'is empty');
});
