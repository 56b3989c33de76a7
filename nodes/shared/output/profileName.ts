import type { IDataObject } from 'n8n-workflow';

import { decoded } from '../input/addresses';
import { personUrn } from '../input/people';
import { isSlug } from '../input/slugs';

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** The URN or slug in a profile; undefined when OutX did not return it. */
export function profileName(profile: IDataObject, name: 'urn' | 'slug'): string | undefined {
	if (name === 'urn') {
		const { profile_urn, entity_urn, urn } = profile;
		return [profile_urn, entity_urn, urn].map((each) => personUrn(textOf(each))).find(Boolean);
	}
	const { profile_slug, public_identifier } = profile;
	return [profile_slug, public_identifier].map((each) => decoded(textOf(each))).find(isSlug);
}
