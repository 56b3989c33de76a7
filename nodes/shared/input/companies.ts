import { addressIn, decoded, shown, unwrapped } from './addresses';
import { EmptyFieldError, InputError } from './inputError';
import { otherPage, otherUrn, refusal, type Wanted } from './otherTargets';
import { isSlug } from './slugs';

const COMPANY: Wanted = {
	kind: 'company',
	form: "a company's LinkedIn URL or slug",
	hint: 'Use for example https://www.linkedin.com/company/microsoft or microsoft',
};

export function companySlug(input: string, label: string): string {
	const text = unwrapped(input);
	if (text === '') throw new EmptyFieldError(label, `Enter ${COMPANY.form}`);
	const bare = decoded(text);
	if (/^urn:/i.test(bare)) throw otherUrn(bare, label, COMPANY);
	const address = addressIn(text, label);
	const slug = address ? (address.rest.at(0) ?? '') : bare;
	if (address?.page === 'school' || address?.page === 'showcase') {
		// OutX documents only company pages. LinkedIn's slugs are unique among all three kinds.
		throw new InputError(
			`'${label}' is the URL of a ${address.page} page, but OutX documents only company pages: ${shown(text)}`,
			isSlug(slug) ? `To try it anyway, enter the slug alone: ${shown(slug)}` : COMPANY.hint,
		);
	}
	if (address && address.page !== 'company') throw otherPage(text, label, COMPANY, address);
	if (isSlug(slug)) return slug;
	throw refusal(text, label, COMPANY);
}
