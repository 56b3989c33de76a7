import type { z } from 'zod';
import { ApiError } from '../apiError';

/** The input as the schema wants it. */
export function parse<Input, Output>(
	schema: z.ZodType<Output, z.ZodTypeDef, Input>,
	input: unknown,
): Output {
	const { data, error } = schema.safeParse(input ?? {});
	if (!error) return data;
	const [{ path, message }] = error.issues;
	if (path.length === 0) throw new ApiError(400, 'The request body must be a JSON object');
	throw new ApiError(400, `Invalid '${path.join('.')}': ${message}`);
}
