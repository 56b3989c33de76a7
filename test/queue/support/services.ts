/*
 * A PostgreSQL and a Redis of our own: in a folder of their own, on free ports of this computer, gone afterwards.
 */
import fs from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { freePort } from '../../../scripts/n8n/ports';
import { until } from '../../../scripts/n8n/workflows';
import { ensureServices, isRoot, run, type Programs } from './programs';
import { Service } from './service';

type Services = Awaited<ReturnType<typeof startServices>>;

/** Starts both in this folder. */
async function startServices(folder: string) {
	const programs = await ensureServices();
	fs.mkdirSync(folder, { recursive: true });
	fs.chmodSync(folder, 0o711);
	const redis = await startRedis(programs, folder);
	try {
		const postgres = await startPostgres(programs, folder);
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

async function startRedis(programs: Programs, folder: string) {
	const port = await freePort();
	const log = path.join(folder, 'redis.log');
	const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const service = new Service(programs['redis-server'], args, { log });
	await until('Redis', 20_000, () => fs.readFileSync(log, 'utf8').includes('Ready to accept'));
	return { port, service };
}

/** PostgreSQL refuses to run as root. */
async function postgresUser() {
	if (!isRoot) return undefined;
	const id = async (option: string) => Number((await run('id', [option, 'postgres'])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}

async function startPostgres(programs: Programs, folder: string) {
	const user = await postgresUser();
	const home = path.join(folder, 'postgres');
	fs.mkdirSync(home);
	if (user) fs.chownSync(home, user.uid, user.gid);
	const data = path.join(home, 'data');
	const login = ['--username=n8n', '--auth=trust', '--encoding=UTF8', '--no-locale'];
	await run(programs.initdb, [...login, '--no-sync', '--pgdata', data], { ...user, cwd: home });

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
	const service = new Service(programs.postgres, ['-D', data, ...args], {
		log,
		cwd: home,
		...user,
	});
	const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d'];
	/** The rows of a query. */
	const sql = async <T>(
		row: z.ZodType<T, z.ZodTypeDef, unknown>,
		query: string,
		database = 'n8n',
	) => {
		const asJson = `select coalesce(json_agg(row), '[]') from (${query}) row`;
		const args = [...connection, database, '-XAtc', asJson];
		const { stdout } = await run(programs.psql, args, { maxBuffer: 1e8 });
		return z.array(row).parse(JSON.parse(stdout));
	};
	/** Commands without rows. */
	const execute = async (commands: string, database = 'n8n') => {
		await run(programs.psql, [...connection, database, '-Xqc', commands]);
	};
	await until('PostgreSQL', 20_000, () =>
		execute('select 1', 'postgres').then(
			() => true,
			() => false,
		),
	);
	await execute('create database n8n', 'postgres');
	return { port, service, sql, execute, log };
}

export { startServices, type Services };
