/** Something the user entered that cannot be sent, in words meant for them. */
export class InputError extends Error {
	constructor(
		message: string,
		readonly hint?: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}

/** A field that must be filled in and is not. */
export class EmptyFieldError extends InputError {
	constructor(label: string, hint: string) {
		super(`'${label}' is empty`, hint);
	}
}
