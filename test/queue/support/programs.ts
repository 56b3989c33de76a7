/*
 * Where Redis and PostgreSQL are on this computer; they are installed where that is simple.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const PACKAGES = ['redis-server', 'postgresql'];
const PROGRAMS = ['redis-server', 'postgres', 'initdb', 'psql'] as const;

type Programs = Record<(typeof PROGRAMS)[number], string>;

/** Where Debian keeps PostgreSQL's own programs, newest first; they are not in the PATH. */
function postgresFolders() {
	const base = '/usr/lib/postgresql';
	if (!fs.existsSync(base)) return [];
	const versions = fs.readdirSync(base).sort((one, other) => Number(other) - Number(one));
	return versions.map((version) => path.join(base, version, 'bin'));
}

function find(name: string) {
	const folders = [...postgresFolders(), ...(process.env.PATH ?? '').split(path.delimiter)];
	return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

function findPrograms(): Programs | undefined {
	const [redis, postgres, initdb, psql] = PROGRAMS.map(find);
	if (!redis || !postgres || !initdb || !psql) return undefined;
	return { 'redis-server': redis, postgres, initdb, psql };
}

/** Installs what is missing, as root on Debian and its relatives; others are told what to install. */
async function ensureServices() {
	const there = findPrograms();
	if (there) return there;
	if (!isRoot || !find('apt-get')) {
		throw new Error(
			`Queue mode needs Redis and PostgreSQL. On Debian or Ubuntu: sudo apt-get install ${PACKAGES.join(' ')}. They only have to be installed, not started`,
		);
	}
	const undo = forbidServices();
	try {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const apt = (...args: string[]) =>
			run('apt-get', ['-y', '-q', ...args], { env, maxBuffer: 1e8 });
		// Without fresh lists the ones that are there may do.
		await apt('update').catch(() => undefined);
		await apt('install', '--no-install-recommends', ...PACKAGES);
	} finally {
		undo();
	}
	const installed = findPrograms();
	if (!installed) throw new Error(`${PACKAGES.join(' and ')} were installed, but not found`);
	return installed;
}

/** Debian starts what it installs, on the usual ports, and makes a database in /var/lib. Not here. */
function forbidServices() {
	const files = [
		{ file: '/usr/sbin/policy-rc.d', content: '#!/bin/sh\nexit 101\n', mode: 0o755 },
		{
			file: '/etc/postgresql-common/createcluster.d/no-main.conf',
			content: 'create_main_cluster = false\n',
			mode: 0o644,
		},
	].filter(({ file }) => !fs.existsSync(file));
	for (const { file, content, mode } of files) {
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.writeFileSync(file, content, { mode });
	}
	return () => {
		for (const { file } of files) fs.rmSync(file, { force: true });
	};
}

export { ensureServices, isRoot, run, type Programs };
