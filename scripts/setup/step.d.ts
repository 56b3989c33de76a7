export const ROOT: string;
/** The folder of the second package, below the root. */
export const COMPANION: string;

export function step(step: {
	title: string;
	args: string[];
	whatToDo: (output: string) => string;
}): Promise<void>;
