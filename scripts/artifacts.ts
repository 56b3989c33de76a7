import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where to keep what helps to understand a failure; undefined where nobody asked for it. */
export function artifactFile(name: string) {
	const folder = process.env.OUTX_ARTIFACTS;
	if (!folder) return undefined;
	fs.mkdirSync(folder, { recursive: true });
	return path.join(folder, name.replace(/[^\w.-]+/g, '-'));
}

/** Keeps a copy of a temporary file. */
export function keepFile(file: string) {
	const copy = artifactFile(path.relative(os.tmpdir(), file));
	if (copy !== undefined && fs.existsSync(file)) fs.copyFileSync(file, copy);
}
