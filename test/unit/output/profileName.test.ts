import type { IDataObject } from 'n8n-workflow';

import { profileName } from '../../../nodes/shared/output/profileName';

const URN = 'urn:li:fsd_profile:ACoAAB1c2d3';

test.each<[profile: IDataObject, urn: string | undefined]>([
	[{ profile_urn: URN }, URN],
	[{ profile_urn: ` ${URN} ` }, URN],
	[{ profile_urn: 'urn:li:person:ACoAAB1c2d3' }, 'urn:li:person:ACoAAB1c2d3'],
	[{ profile_urn: 'ACoAAB1c2d3' }, URN],
	[{ profile_urn: null, entity_urn: URN }, URN],
	[{ urn: 'urn:li:fs_miniProfile:ACoAAB1c2d3' }, URN],
	[{ profile_urn: 'urn:li:fsd_company:1035' }, undefined],
	[{ profile_urn: 7 }, undefined],
	[{}, undefined],
])('the URN in %j is %s', (profile, urn) => {
	expect(profileName(profile, 'urn')).toBe(urn);
});

test.each<[profile: IDataObject, slug: string | undefined]>([
	[{ profile_slug: 'jane-doe' }, 'jane-doe'],
	[{ public_identifier: 'j%C3%BCrgen' }, 'jürgen'],
	[{ profile_slug: '', public_identifier: 'jane-doe' }, 'jane-doe'],
	[{ profile_slug: '..' }, undefined],
	[{ profile_slug: 'undefined' }, undefined],
	[{ profile_slug: {} }, undefined],
])('the slug in %j is %s', (profile, slug) => {
	expect(profileName(profile, 'slug')).toBe(slug);
});
