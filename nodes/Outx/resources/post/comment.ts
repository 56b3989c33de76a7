import { postUrn } from '../../../shared/input/identifiers';
import type { Operation } from '../../operation';
import { commentField, postField } from './postFields';

export const comment: Operation = {
	name: 'Comment',
	value: 'comment',
	action: 'Comment on a post',
	description: 'Write a comment under a post on LinkedIn',
	createsTask: true,
	acts: { reaches: ({ body }) => String(body?.social_urn), onLinkedIn: true, toSomebody: true },
	fields: [postField, commentField],
	request: (parameters) => ({
		method: 'POST',
		path: '/linkedin-agent/comment-post',
		body: {
			social_urn: postUrn(parameters.text('post'), parameters.label('post')),
			comment_text: parameters.required('comment'),
		},
	}),
};
