import type { Field } from '../../../shared/input/field';
import type { Parameters } from '../../../shared/input/parameters';
import { readPerson } from '../../../shared/input/people';
import { postUrn } from '../../../shared/input/posts';
import { SCOPES, type Scope } from '../../../shared/sendOnce/marksRow';
import type { HistoryRequest, MaybeUnresolved } from '../../operation';
import { personField, toPerson } from '../people';
import { postField } from '../post/postFields';
import { taskRequest } from '../requests';

const KINDS = ['comment', 'connectionRequest', 'message'] as const;

export const scopeField: Field<'scope'> = {
	displayName: 'Scope',
	name: 'scope',
	type: 'options',
	options: [
		{
			name: 'This Node',
			value: 'node',
			description: 'Recipients that this node contacted before you changed its operation',
		},
		{
			name: 'This Workflow',
			value: 'workflow',
			description:
				'Recipients contacted by nodes with Send Once Per Recipient set to Within This Workflow',
		},
	],
	default: 'workflow',
	description: 'The contact history to use. The history of a node belongs to that node alone.',
};

export const targetFields: Array<Field<'contactedBy' | 'recipient' | 'post'>> = [
	{
		displayName: 'Contacted By',
		name: 'contactedBy',
		type: 'options',
		options: [
			{ name: 'Comment on Post', value: 'comment' },
			{ name: 'Connection Request', value: 'connectionRequest' },
			{ name: 'Message', value: 'message' },
		],
		default: 'message',
		description: 'The kind of contact. Each kind has its own history.',
	},
	{
		...personField('recipient', 'urn'),
		displayOptions: { show: { contactedBy: ['connectionRequest', 'message'] } },
	},
	{ ...postField, displayOptions: { show: { contactedBy: ['comment'] } } },
];

export const scopeFrom = (parameters: Parameters<'scope'>): Scope =>
	parameters.choice('scope', SCOPES);

/** The request that would contact the recipient: its marks are the history. */
export function historyRequest(
	parameters: Parameters<'contactedBy' | 'recipient' | 'post' | 'scope'>,
): MaybeUnresolved<HistoryRequest> {
	const scope = scopeFrom(parameters);
	const kind = parameters.choice('contactedBy', KINDS);
	if (kind === 'comment') {
		const post = parameters.read('post', postUrn);
		return {
			...taskRequest('/linkedin-agent/comment-post', { social_urn: post }),
			target: post,
			scope,
		};
	}
	return toPerson(parameters.read('recipient', readPerson), (urn) => ({
		...(kind === 'message'
			? taskRequest('/linkedin-agent/send-message', { recipient_urn: urn })
			: taskRequest('/linkedin-agent/send-connection-request', { profile_urn: urn })),
		scope,
	}));
}
