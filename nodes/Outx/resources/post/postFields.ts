import { field } from '../../../shared/input/field';

export const postField = field({
	displayName: 'Post',
	name: 'post',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678',
	description: 'The URL of the post (Copy Link to Post on LinkedIn) or its URN',
});

export const commentField = field({
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Great point about onboarding!',
	description: 'The text of the comment',
});
