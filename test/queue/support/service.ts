import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';

import { keepFile } from '../../../scripts/artifacts';

/** A process that also ends when we do, however that happens: its end of a pipe closes then. */
class Service {
	private readonly child: ChildProcess;
	private readonly ended: Promise<unknown>;

	constructor(
		command: string,
		args: string[],
		{ log, ...options }: { log: string } & Pick<SpawnOptions, 'cwd' | 'uid' | 'gid'>,
	) {
		const output = fs.openSync(log, 'a');
		const script = '"$@" </dev/null & pid=$!; read -r _; kill -INT "$pid"; wait "$pid"';
		this.child = spawn('sh', ['-c', script, 'sh', command, ...args], {
			...options,
			stdio: ['pipe', output, output],
			detached: true,
		});
		fs.closeSync(output);
		this.child.once('exit', () => {
			keepFile(log);
		});
		this.ended = once(this.child, 'exit');
	}

	async stop() {
		this.child.stdin?.end();
		await this.ended;
	}
}

export { Service };
