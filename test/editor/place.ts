import { z } from 'zod';

const Place = z.object({
	major: z.number(),
	url: z.string(),
	cookie: z.string(),
	sandboxUrl: z.string(),
});

/** Where the n8n and the sandbox are that run for all tests. */
export type Place = z.infer<typeof Place>;

export const thePlace = () => Place.parse(JSON.parse(process.env.OUTX_EDITOR ?? 'null'));
