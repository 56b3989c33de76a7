/*
 * Jest would load n8n and the sandbox anew for each file of tests, which took longer than the tests. So each of its
 * processes loads them once, outside the world in which Jest runs a file of tests. Both share what tests replace, and
 * what an error is.
 */
import '../engine/environment';

import { createRequire } from 'node:module';

import { TestEnvironment } from 'jest-environment-node';

import * as sandbox from '../../../sandbox';
import type { Outside } from './outside';

const load: Outside['load'] = createRequire(__filename);
const outside: Outside = { global: globalThis, load, sandbox };

export default class extends TestEnvironment {
	override async setup(): Promise<void> {
		await super.setup();
		Object.assign(this.global, { Date, Error, Math, outside });
	}
}
