import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { COMPANION, ROOT } from '../setup';
import { npm } from './npm';

const PACKAGES = ['.', COMPANION];

const packed = z.object({ filename: z.string() });
/** What `npm pack --json` prints: a list, or from npm 12 on an object by name. */
const packedByName = z.union([z.array(packed), z.record(packed)]);

/** Packs both packages exactly as they would be published, into a folder that is emptied first. They have to be built. */
export async function packPackages(folder: string) {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	return await Promise.all(
		PACKAGES.map(async (name) => {
			const cwd = path.join(ROOT, name);
			if (!fs.existsSync(path.join(cwd, 'dist', 'nodes'))) {
				throw new Error('The nodes are not built yet. Run npm run build first');
			}
			const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
			const [{ filename }] = Object.values(
				packedByName.parse(JSON.parse(await npm(args, { cwd }))),
			);
			return withContentInName(path.join(folder, filename));
		}),
	);
}

/** npm takes a tarball with a name that it knows for the one that it knows. */
function withContentInName(file: string) {
	const hash = createHash('sha256').update(fs.readFileSync(file)).digest('hex').slice(0, 8);
	const name = file.replace(/(-[0-9a-f]{8})?\.tgz$/, `-${hash}.tgz`);
	fs.renameSync(file, name);
	return name;
}

/** Where n8n looks for packages that were installed by hand. */
export const nodesFolder = (userFolder: string) => path.join(userFolder, '.n8n', 'nodes');

/** Installs tarballs into a user folder of n8n as one does by hand, so that node types have their true names. */
export async function installPackages(userFolder: string, tarballs: string[]) {
	if (tarballs.length === 0) return;
	const cwd = nodesFolder(userFolder);
	const marker = path.join(cwd, '.installed');
	const wanted = tarballs.join('\n');
	if (fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === wanted) return;

	fs.mkdirSync(cwd, { recursive: true });
	const manifest = path.join(cwd, 'package.json');
	if (!fs.existsSync(manifest)) {
		fs.writeFileSync(manifest, JSON.stringify({ name: 'installed-nodes', private: true }));
	}
	// Peers are n8n's own; not even asking the registry for them keeps this offline and under a second.
	await npm(['install', '--legacy-peer-deps', '--no-audit', '--no-fund', ...tarballs], { cwd });
	fs.writeFileSync(marker, wanted);
}
