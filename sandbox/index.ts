import { parseArgs } from 'node:util';
import { OUTX_KEY } from './routes/api';
import { LINKUP_KEY } from './routes/linkup';
import { startSandbox } from './server';

export { OUTX_KEY, LINKUP_KEY, startSandbox };
export type { ResetOptions, Sandbox, SandboxOptions } from './server';
export type { Fault, FaultKind } from './faults';
export type {
	Action,
	ActionKind,
	Ledger,
	LedgerEntry,
	LedgerList,
	RecipientCounts,
} from './ledger';
export type { JsonObject } from './json';
export type { LoggedRequest } from './state';
export type { Switches } from './switches';
export type { Task, Tasks } from './tasks';
export type { Company } from './world/companies';
export type { Person } from './world/people';
export type { Post } from './world/posts';
export type { World } from './world';
export type { Invitations, PendingInvitation } from './world/invitations';

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			seed: { type: 'string', default: '1' },
		},
	});
	const sandbox = await startSandbox({ port: Number(values.port), seed: values.seed });

	console.log(`OutX sandbox       ${sandbox.url}
OutX credential    API key ${OUTX_KEY}, base URL ${sandbox.url}
LinkupAPI          API key ${LINKUP_KEY}, account acc_sandbox, base URL ${sandbox.url}
Live page          ${sandbox.url}/
Stop               Ctrl+C`);

	const stop = () => void sandbox.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function explain(error: unknown) {
	if (!(error instanceof Error)) return String(error);
	const isTaken = 'code' in error && error.code === 'EADDRINUSE';
	return isTaken
		? `${error.message}. Is a sandbox already running? Select another port with --port.`
		: error.message;
}

if (require.main === module) {
	main().catch((error: unknown) => {
		console.error(explain(error));
		process.exitCode = 1;
	});
}
