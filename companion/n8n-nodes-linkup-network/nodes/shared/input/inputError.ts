/** An input that cannot be sent, in words for the user. */
export class InputError extends Error {
	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}
