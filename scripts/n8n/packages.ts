import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { npm } from './npm';

const ROOT = path.join(__dirname, '..', '..');
const PACKAGES = ['.', path.join('companion', 'n8n-nodes-linkup-network')];

/**
 * Packs both packages exactly as they would be published. They have to be built.
 * @param {string} folder only for this; it is emptied first
 * @returns {Promise<string[]>} the tarballs
 */
async function packPackages(folder) {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	const packed = await Promise.all(
		PACKAGES.map(async (name) => {
			const cwd = path.join(ROOT, name);
			if (!fs.existsSync(path.join(cwd, 'dist', 'nodes'))) {
				throw new Error('Nothing is built yet. Run npm run build first');
			}
			const out = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
				cwd,
			});
			const [{ filename }] = Object.values(JSON.parse(out));
			return named(path.join(folder, filename));
		}),
	);
	return packed;
}

/** The content in the name: npm takes a file that it knows by name for the one that it knows. @param {string} file */
function named(file) {
	const hash = createHash('sha256').update(fs.readFileSync(file)).digest('hex').slice(0, 8);
	const name = file.replace(/(-[0-9a-f]{8})?\.tgz$/, `-${hash}.tgz`);
	fs.renameSync(file, name);
	return name;
}

/** Where n8n looks for packages that were installed by hand. @param {string} userFolder */
const nodesFolder = (userFolder) => path.join(userFolder, '.n8n', 'nodes');

/**
 * Installs tarballs into a user folder of n8n as one does by hand, so that node types have their true names.
 * @param {string} userFolder
 * @param {string[]} tarballs
 */
async function installPackages(userFolder, tarballs) {
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

export { packPackages, installPackages, nodesFolder };
