import type { ApiRequest } from '../api/types';

/** The kind of action, and its person or post. */
export interface Target {
	path: string;
	target: string;
	/** The slug by which the person was looked up, in small letters. */
	address?: string;
}

/** A request that is made at most once. */
export interface Action {
	/** Identifies an attempt within this execution. */
	key: string;
	request: ApiRequest & Target;
}

/** The path stands for the kind of action, because a mark outlives the labels of the editor. */
export const targetOf = ({ path, target }: Target) => `${path}|${target}`;
export const personMark = (target: Target) => `once|${targetOf(target)}`;
/** OutX accepted an action for the person at this URL, so the person is skipped without a lookup. */
export const addressMark = ({ path, address = '' }: Omit<Target, 'target'>) =>
	`once|${path}|in/${address}`;
export const acceptedMark = (mark: string) => `${mark}|accepted`;
