import { type N8n, withNodeFirst } from './ensure';

/** What would call home, or show something that has nothing to do with the workflows. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LOG_LEVEL: 'warn',
};

/** What the next versions of n8n do otherwise, so that each version is quiet about it. */
const DEFAULTS = {
	N8N_RUNNERS_TASK_TIMEOUT: '60',
	N8N_BLOCK_ENV_ACCESS_IN_NODE: 'true',
	N8N_GIT_NODE_DISABLE_BARE_REPOS: 'true',
	DB_SQLITE_POOL_SIZE: '3',
};
const ONLY_1 = {
	// Code nodes run in a process of their own, as they always do in n8n 2.
	N8N_RUNNERS_ENABLED: 'true',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
};
const ONLY_2 = {
	// Fetches a list of servers from n8n's site.
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/** What community nodes on this computer need. */
const COMMUNITY = {
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	// The sandbox is on loopback.
	N8N_SSRF_PROTECTION_ENABLED: 'false',
};

interface Server {
	n8n: N8n;
	folder: string;
	port: number;
	brokerPort: number;
}

/** The environment of a server that listens on loopback only. */
export function environment({ n8n, folder, port, brokerPort }: Server) {
	const address = `http://127.0.0.1:${port}/`;
	return {
		...QUIET,
		...DEFAULTS,
		...COMMUNITY,
		...(n8n.major === 1
			? { ...ONLY_1, WEBHOOK_URL: address }
			: { ...ONLY_2, N8N_WEBHOOK_URL: address }),
		...withNodeFirst(n8n.node),
		N8N_USER_FOLDER: folder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: address,
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// The address is http.
		N8N_SECURE_COOKIE: 'false',
	};
}

/** The settings of another n8n on this computer are not meant for this one. */
export function withoutOthers(env: NodeJS.ProcessEnv) {
	const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|npm_|INIT_CWD$|NODE_OPTIONS$|NODE_ENV$)/;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
