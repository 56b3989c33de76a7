/*
 * A PostgreSQL and a Redis of our own: in a folder of their own, on free ports of this computer, gone afterwards.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/n8n/ports';
import { until } from '../../../scripts/n8n/workflows';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const PACKAGES = ['redis-server', 'postgresql'];

/** Where Debian keeps PostgreSQL's own programs, newest first; they are not in the PATH. */
function postgresFolders() {
	const base = '/usr/lib/postgresql';
	if (!fs.existsSync(base)) return [];
	const versions = fs.readdirSync(base).sort((one, other) => Number(other) - Number(one));
	return versions.map((version) => path.join(base, version, 'bin'));
}

function find(name) {
	const folders = [...postgresFolders(), ...(process.env.PATH ?? '').split(path.delimiter)];
	return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

const programs = () =>
	Object.fromEntries(['redis-server', 'postgres', 'initdb', 'psql'].map((it) => [it, find(it)]));

/** What is missing gets installed where that is simple: by root, on Debian and its relatives. */
async function ensureServices() {
	const isThere = () => Object.values(programs()).every(Boolean);
	if (isThere()) return programs();
	if (!isRoot || !find('apt-get')) {
		throw new Error(
			`Queue mode needs Redis and PostgreSQL. On Debian or Ubuntu: sudo apt-get install ${PACKAGES.join(' ')}. They only have to be installed, not started`,
		);
	}
	const undo = forbidServices();
	try {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const apt = (...args) => run('apt-get', ['-y', '-q', ...args], { env, maxBuffer: 1e8 });
		await apt('update').catch(() => {});
		await apt('install', '--no-install-recommends', ...PACKAGES);
	} finally {
		undo();
	}
	if (!isThere()) throw new Error(`${PACKAGES.join(' and ')} were installed, but not found`);
	return programs();
}

/** Debian starts what it installs, on the usual ports, and makes a database in /var/lib. Not here. */
function forbidServices() {
	const files = [
		['/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755],
		['/etc/postgresql-common/createcluster.d/no-main.conf', 'create_main_cluster = false\n', 0o644],
	].filter(([file]) => !fs.existsSync(file));
	for (const [file, content, mode] of files) {
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.writeFileSync(file, content, { mode });
	}
	return () => files.forEach(([file]) => fs.rmSync(file, { force: true }));
}

/** PostgreSQL refuses to run as root. */
async function postgresUser() {
	if (!isRoot) return {};
	const id = async (option) => Number((await run('id', [option, 'postgres'])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}

/** A process that also ends when we do, however that happens: its end of a pipe closes then. */
class Service {
	constructor(command, args, { log, ...options }) {
		const output = fs.openSync(log, 'a');
		const script = '"$@" </dev/null & pid=$!; read -r _; kill -INT "$pid"; wait "$pid"';
		this.child = spawn('sh', ['-c', script, 'sh', command, ...args], {
			...options,
			stdio: ['pipe', output, output],
			detached: true,
		});
		fs.closeSync(output);
		this.ended = once(this.child, 'exit');
	}

	async stop() {
		this.child.stdin.end();
		await this.ended;
	}
}

/** Starts both in this folder. */
async function startServices(folder) {
	const found = await ensureServices();
	fs.mkdirSync(folder, { recursive: true });
	fs.chmodSync(folder, 0o711);
	const redis = await startRedis(found, folder);
	try {
		const postgres = await startPostgres(found, folder);
		return {
			redisPort: redis.port,
			postgresPort: postgres.port,
			sql: postgres.sql,
			execute: postgres.execute,
			postgresLog: postgres.log,
			async stop() {
				await Promise.all([redis.service.stop(), postgres.service.stop()]);
			},
		};
	} catch (error) {
		await redis.service.stop();
		throw error;
	}
}

async function startRedis(found, folder) {
	const port = await freePort();
	const log = path.join(folder, 'redis.log');
	const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const service = new Service(found['redis-server'], args, { log });
	await until('Redis', 20_000, () => fs.readFileSync(log, 'utf8').includes('Ready to accept'));
	return { port, service };
}

async function startPostgres(found, folder) {
	const user = await postgresUser();
	const home = path.join(folder, 'postgres');
	fs.mkdirSync(home);
	if (user.uid !== undefined) fs.chownSync(home, user.uid, user.gid);
	const data = path.join(home, 'data');
	const login = ['--username=n8n', '--auth=trust', '--encoding=UTF8', '--no-locale'];
	await run(found.initdb, [...login, '--no-sync', '--pgdata', data], { ...user, cwd: home });

	const port = await freePort();
	const settings = {
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: home,
		fsync: 'off',
		max_connections: 60,
	};
	const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const log = path.join(folder, 'postgres.log');
	const service = new Service(found.postgres, ['-D', data, ...args], { log, cwd: home, ...user });
	const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d'];
	/** Rows of a query, as objects. */
	const sql = async (query, database = 'n8n') => {
		const asJson = `select coalesce(json_agg(row), '[]') from (${query}) row`;
		const { stdout } = await run(found.psql, [...connection, database, '-XAtc', asJson], {
			maxBuffer: 1e8,
		});
		return JSON.parse(stdout);
	};
	/** Commands without rows. */
	const execute = async (commands, database = 'n8n') => {
		await run(found.psql, [...connection, database, '-Xqc', commands]);
	};
	await until('PostgreSQL', 20_000, () => sql('select 1', 'postgres').catch(() => undefined));
	await execute('create database n8n', 'postgres');
	return { port, service, sql, execute, log };
}

export { ensureServices, startServices };
