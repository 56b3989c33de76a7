import type { Resource } from '../../operation';
import { check } from './check';
import { forget } from './forget';
import { forgetAll } from './forgetAll';

export const contactHistory: Resource = {
	name: 'Contact History',
	value: 'contactHistory',
	operations: [check, forget, forgetAll],
};
