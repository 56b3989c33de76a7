/** An answer that is not 200, thrown wherever it is detected. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

export const missing = (name: string) => new ApiError(400, `Missing or invalid '${name}'`);
