import { parseArgs } from 'node:util';
import { startSandbox } from './server';
import { OUTX_KEY } from './routes/api';
import { LINKUP_KEY } from './routes/linkup';

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

if (require.main === module) {
	main().catch((error) => {
		console.error(
			error.code === 'EADDRINUSE'
				? `${error.message}. Is a sandbox running already? Choose another one with --port.`
				: error.message,
		);
		process.exitCode = 1;
	});
}

export { startSandbox };
