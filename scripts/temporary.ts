import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A new folder that is gone when the process ends, also by Ctrl+C. */
export function temporaryFolder(prefix: string) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
	process.on('exit', () => {
		fs.rmSync(folder, { recursive: true, force: true });
	});
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
	return folder;
}
