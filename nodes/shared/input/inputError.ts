/** An input that cannot be sent, in words for the user. */
export class InputError extends Error {
	constructor(
		message: string,
		readonly hint?: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}

export class EmptyFieldError extends InputError {
	constructor(label: string, hint: string) {
		super(`'${label}' is empty`, hint);
	}
}
