/** Why something failed that should fail. */
export async function rejectionOf(work: Promise<unknown>): Promise<Error> {
	try {
		await work;
	} catch (error) {
		if (error instanceof Error) return error;
		throw error;
	}
	throw new Error('This should have failed');
}
