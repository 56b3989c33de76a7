import { postUrn } from '../../../shared/input/identifiers';
import type { Operation } from '../../operation';
import { postField } from './postFields';

export const like: Operation = {
	name: 'Like',
	value: 'like',
	action: 'Like a post',
	description: 'Like a post on LinkedIn',
	createsTask: true,
	acts: { reaches: ({ body }) => String(body?.social_urn), onLinkedIn: true },
	fields: [postField],
	request: (parameters) => ({
		method: 'POST',
		path: '/linkedin-agent/like-post',
		body: { social_urn: postUrn(parameters.text('post'), parameters.label('post')) },
	}),
};
