/* The bootstrap is JavaScript, because it runs before anything is installed. The other scripts use these parts of it. */
export const ROOT: string;
/** The folder of the second package, below the root. */
export const COMPANION: string;

export interface Holder {
	pid: number;
	note: string;
	file: string;
}

export function hold(
	folder: string,
	inUse: (holder: Holder) => void,
): Promise<{ release: () => void; note: (text: string) => void }>;

export function npmScript(): string;

export function progressLine(title: string): { end: (word?: string) => void };

export function step(step: {
	title: string;
	args: string[];
	whatToDo: (output: string) => string;
}): Promise<void>;
