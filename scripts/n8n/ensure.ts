import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { messageOf } from '../messageOf';
import { ROOT } from '../setup';
import { installOnce } from './cache';

const run = promisify(execFile);
const EXE = process.platform === 'win32' ? 'node.exe' : 'node';
export const MAJORS = [1, 2];

const manifest = z.object({ dependencies: z.object({ n8n: z.string() }) });

/** An n8n that can be started. */
export interface N8n {
	major: number;
	version: string;
	folder: string;
	/** The Node that runs it. */
	node: string;
	script: string;
}

/** The Node that n8n wants, whatever Node this computer has. */
async function ensureNode() {
	const binary = (folder: string) => path.join(folder, 'node_modules', 'node', 'bin', EXE);
	const nodeFolder = await installOnce({
		name: 'node',
		source: path.join(ROOT, 'n8n', 'node'),
		what: 'the Node.js that n8n runs on',
		prove: (installed) => run(binary(installed), ['--version']),
	});
	const inner = path.join(nodeFolder, 'node_modules', 'node', 'node_modules');
	const headers = fs
		.readdirSync(inner)
		.map((name) => path.join(inner, name))
		.find((platform) => fs.existsSync(path.join(platform, 'include', 'node')));
	return { nodeFolder, node: binary(nodeFolder), headers };
}

export const withNodeFirst = (node: string) => ({
	PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
});

/** Makes sure that this n8n, 1 or 2, is installed, and says where. */
export async function ensureN8n(major = 2): Promise<N8n> {
	if (!MAJORS.includes(major)) throw new Error(`n8n ${major} is not supported: use 1 or 2`);
	const source = path.join(ROOT, 'n8n', String(major));
	const text = fs.readFileSync(path.join(source, 'package.json'), 'utf8');
	const version = manifest.parse(JSON.parse(text)).dependencies.n8n;
	const { nodeFolder, node, headers } = await ensureNode();

	const folder = await installOnce({
		name: `n8n-${major}`,
		source,
		what: `n8n ${version}, once for this computer: two to ten minutes, 2 GB`,
		madeFor: path.basename(nodeFolder),
		node,
		env: { ...withNodeFirst(node), ...(headers ? { npm_config_nodedir: headers } : {}) },
		prove: async (installed) => {
			await needsCompiler(run(node, ['-e', "require('sqlite3')"], { cwd: installed }));
			await run(node, [scriptIn(installed), '--version'], { cwd: installed });
		},
	});
	return { major, version, folder, node, script: scriptIn(folder) };
}

const scriptIn = (folder: string) => path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

async function needsCompiler(proof: Promise<unknown>) {
	await proof.catch((error: unknown) => {
		throw new Error(
			`Its database module does not load. It is compiled here if no prebuilt one can be downloaded: install a C++ compiler, make and Python 3.\n${messageOf(error)}`,
		);
	});
}
