/* The bootstrap is JavaScript, because it runs before anything is installed. The other scripts use these parts of it. */
export { COMPANION, ROOT, step } from './step';

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
