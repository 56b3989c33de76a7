import type { IDataObject } from 'n8n-workflow';

import { field } from '../../../shared/input/field';
import { outxId } from '../../../shared/input/outxIds';
import { InputError } from '../../../shared/input/inputError';
import type { Parameters } from '../../../shared/input/parameters';

/** The post and the actor: a member of the team, or a company page through that member. */
export const actorFields = [
	field({
		displayName: 'Post ID',
		name: 'postId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
		description: 'The ID of a watchlist post, from Watchlist Post → Get Many',
	}),
	field({
		displayName: 'User Email',
		name: 'userEmail',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. nathan@example.com',
		description: 'The OutX email of the team member whose LinkedIn account to use',
	}),
	field({
		displayName: 'Act As',
		name: 'actorType',
		type: 'options',
		options: [
			{ name: 'User', value: 'user', description: 'The team member' },
			{
				name: 'Company Page',
				value: 'company',
				description: 'A company page that the team member manages',
			},
		],
		default: 'user',
		description: 'Act as the team member or as a company page',
	}),
	field({
		displayName: 'Company Page Name',
		name: 'companyTitle',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Example Corporation',
		description: 'The name of the company page, exactly as on LinkedIn',
		displayOptions: { show: { actorType: ['company'] } },
	}),
];

interface Actor {
	/** What OutX needs to know about the post and the actor. */
	body: IDataObject;
	/** The post and the actor: several members of the team may act on one post. */
	target: string;
}

export function actorFrom(
	parameters: Parameters<'postId' | 'userEmail' | 'actorType' | 'companyTitle'>,
): Actor {
	const email = parameters.text('userEmail');
	if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
		throw new InputError(
			`'${parameters.label('userEmail')}' is ${email === '' ? 'empty' : 'not an email address'}`,
			'Enter the email that the team member uses in OutX',
		);
	}
	const post = parameters.read('postId', outxId);
	const isCompany = parameters.text('actorType') === 'company';
	const company = isCompany ? parameters.required('companyTitle').trim() : '';
	return {
		body: {
			post_id: post,
			user_email: email,
			actor_type: isCompany ? 'company' : 'user',
			...(isCompany && { company_title: company }),
		},
		target: [post, email, company].join(' '),
	};
}
