import { InputError } from '../../../nodes/shared/input/inputError';

/** What a read says when it refuses; a test fails where it does not. */
export function refusalOf(read: () => unknown): InputError {
	let returned: unknown;
	try {
		returned = read();
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error(`This should have been refused: ${JSON.stringify(returned)}`);
}
