import type { ApiRequest } from '../api/types';

/** The kind of action, and the person or post that it is aimed at. */
export interface Target {
	path: string;
	target: string;
}

/** A request that is made at most once. */
export interface Action {
	/** Tells the attempts of this execution apart. */
	key: string;
	request: ApiRequest & Target;
}

/** The path stands for the kind of action, because a mark outlives the words of the editor. */
export const targetOf = ({ path, target }: Target) => `${path}|${target}`;
export const personMark = (target: Target) => `once|${targetOf(target)}`;
export const acceptedMark = (mark: string) => `${mark}|accepted`;
