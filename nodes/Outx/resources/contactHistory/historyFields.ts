import { personKey, readPerson } from '../../../shared/input/people';
import { postUrn } from '../../../shared/input/posts';
import type { Field } from '../../../shared/input/field';
import type { Parameters } from '../../../shared/input/parameters';
import { SCOPES, type Scope } from '../../../shared/sendOnce/marksRow';
import type { HistoryRequest, MaybeUnresolved } from '../../operation';
import { aboutPeople, personField } from '../people';
import { postField } from '../post/postFields';

const PATHS = {
	comment: '/linkedin-agent/comment-post',
	connectionRequest: '/linkedin-agent/send-connection-request',
	message: '/linkedin-agent/send-message',
};
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
	const path = PATHS[kind];
	if (kind === 'comment') {
		const post = parameters.read('post', postUrn);
		return { method: 'POST', path, target: post, scope, body: { social_urn: post } };
	}
	const person = parameters.read('recipient', readPerson);
	return aboutPeople([person], 'urn', ([urn]) => {
		const body = kind === 'message' ? { recipient_urn: urn } : { profile_urn: urn };
		return { method: 'POST', path, target: personKey(urn), scope, body };
	});
}
