import path from 'node:path';

import { OUTX_KEY, startSandbox } from '../../sandbox';
import { packPackages } from '../../scripts/n8n/packages';
import { Server } from '../../scripts/n8n/server';
import { temporaryFolder } from '../../scripts/temporary';
import { ensureChromium } from './chromium';
import type { Place } from './place';
import { whenOver } from './teardown';

/** `N8N_MAJOR=1 npm run test:editor` for the older one, which gives no pictures. */
const MAJOR = Number(process.env.N8N_MAJOR ?? 2);

/** Once for all tests: a browser on this computer, a sandbox, and a real n8n with the packed nodes. */
export default async function setup() {
	ensureChromium();
	const folder = temporaryFolder('outx-editor-');
	const sandbox = await startSandbox();
	whenOver(() => sandbox.close());
	const server = await Server.prepare({
		major: MAJOR,
		folder,
		packages: await packPackages(path.join(folder, 'packages')),
	});
	whenOver(() => server.stop());
	await server.start();
	await server.importCredential('OutX account', 'outxApi', {
		apiKey: OUTX_KEY,
		baseUrl: sandbox.url,
	});
	const place: Place = {
		major: MAJOR,
		url: server.url,
		cookie: server.cookie,
		sandboxUrl: sandbox.url,
	};
	process.env.OUTX_EDITOR = JSON.stringify(place);
}
