import fs from 'node:fs';
import path from 'node:path';

import * as Ajv from 'ajv';

import { resources } from '../../companion/n8n-nodes-linkup-network/nodes/LinkupNetwork/resources';
import { objectOf } from '../support/json';
import { COMPANION, setUpCompanion, success } from './stage';

const companion = setUpCompanion();
const SCHEMAS = path.join(COMPANION, 'dist/nodes/LinkupNetwork/__schema__/v1.0.0');

const person = { first_name: 'Ada', last_name: 'Lovelace', headline: null };
const sentDaysAgo = { invitation_type: 'CONNECTION', sent_time: '1d', sent_time_days: 1 };
/** LinkupAPI's answers, by resource and operation. */
const samples = {
	'connection/getAll': {
		connections: [{ name: 'Ada', job_title: null, profile_url: 'x', profile_picture: 'y' }],
		total_results: 1,
	},
	'invitation/getManyReceived': {
		invitations: [
			{
				entity_urn: 'urn:li:invitation:1',
				shared_secret: 's',
				sender: { ...person, linkedin_url: 'x', profile_picture_url: null },
				...sentDaysAgo,
			},
		],
	},
	'invitation/getManySent': {
		invitations: [
			{
				entity_urn: 'urn:li:invitation:1',
				recipient: { ...person, linkedin_url: 'x', profile_picture: null },
				...sentDaysAgo,
			},
		],
	},
	'invitation/send': {
		invitation_urn: 'urn:li:invitation:1',
		profile_urn: 'urn:li:fsd_profile:1',
		...person,
		public_identifier: 'ada',
		profile_picture_url: null,
	},
	'invitation/withdraw': { withdrawn: true, invitation_id: '7453486530700017665' },
	'invitation/check': {
		invitation_state: 'ACCEPTED',
		invitation_type: 'CONNECTED',
		invitation_id: null,
		member_distance: 1,
		message: null,
	},
	'invitation/accept': {},
	'invitation/decline': {},
};

test('there is an output schema for each operation', () => {
	const operations = resources.flatMap(({ value, operations: list }) =>
		list.map((operation) => `${value}/${operation.value}`),
	);
	const found = fs
		.readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace('.json', ''));
	expect(found.sort()).toEqual(operations.sort());
	expect(Object.keys(samples).sort()).toEqual(operations);
});

test.each(Object.entries(samples))('%s is what is returned', async (name, data) => {
	const [resource, operation] = name.split('/');
	await companion.start(() => success(data));
	const { items, error } = await companion.run({
		resource,
		operation,
		person: 'ada',
		invitationId: '7453486530700017665',
		entityUrn: 'urn:li:invitation:1',
		sharedSecret: 's',
	});
	expect(error).toBeUndefined();
	const file = fs.readFileSync(path.join(SCHEMAS, `${name}.json`), 'utf8');
	const { version, ...schema } = objectOf(JSON.parse(file));
	expect(version).toBe(1);
	const fits = new Ajv.Ajv({ allowUnionTypes: true }).compile({
		...schema,
		required: Object.keys(objectOf(schema.properties)),
		additionalProperties: false,
	});
	fits(items[0].json);
	expect(fits.errors).toBeNull();
});
