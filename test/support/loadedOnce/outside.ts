/** The process around the world in which Jest runs a file of tests. */
export interface Outside {
	global: typeof globalThis;
	/** Loads a module for all files of tests. */
	load(name: string): unknown;
	sandbox: unknown;
}

declare global {
	var outside: Outside;
}
