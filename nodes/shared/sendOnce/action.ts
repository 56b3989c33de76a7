import type { ApiRequest } from '../api/types';

/** A request that is made at most once. */
export interface TargetedRequest extends ApiRequest {
	/** The person or thing that the request is for, the same however it is written. */
	target: string;
	/** The slug by which the person was looked up, in small letters. */
	address?: string;
}

export interface Action {
	/** Identifies an attempt within this execution. */
	key: string;
	request: TargetedRequest;
}

/** The path stands for the kind of action, because a mark outlives the labels of the editor. */
export const targetOf = ({ path, target }: TargetedRequest) => `${path}|${target}`;
export const personMark = (request: TargetedRequest) => `once|${targetOf(request)}`;
/** OutX accepted an action for the person at this URL, so the person is skipped without a lookup. */
export const addressMark = ({ path, address = '' }: Pick<TargetedRequest, 'path' | 'address'>) =>
	`once|${path}|in/${address}`;
export const acceptedMark = (mark: string) => `${mark}|accepted`;
