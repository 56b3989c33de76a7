import { z } from 'zod';

/** What the runs of all scenes told about the API key. */
export const Findings = z.object({
	runs: z.number(),
	/** How often a text says that the key was taken out of it. */
	redacted: z.number(),
	/** The kinds of faults that were met. */
	kinds: z.array(z.string()),
	leaks: z.array(z.object({ where: z.string(), text: z.string() })),
	/** Requests to a host that no request may follow a redirect to. */
	elsewhere: z.number(),
	/** Places in n8n's deduplication store. */
	store: z.number(),
});

export type Findings = z.infer<typeof Findings>;
