/* What n8n's Loop Over Items does to a node: it runs several times in one execution. */
import type { INodeParameters } from 'n8n-workflow';

import { outxCredentials, plainDescription } from '../support/engine';
import { parametersOf, type Stage } from './stage';

/** Sends the same two messages `turns` times. */
export async function runInLoop(
	stage: Stage,
	turns: number,
	parameters: INodeParameters,
	options: { executionId?: string } = {},
) {
	let turn = 0;
	const description = plainDescription('loop', { outputs: ['main', 'main'] });
	const execute = async () => {
		const items = stage.connections(2);
		return await Promise.resolve(turn++ < turns ? [items, []] : [[], items]);
	};
	const extraTypes = { 'test.loop': { description, execute } };
	const nodes = [
		stage.engine.node('Loop', 'test.loop', {}, { extraTypes }),
		stage.engine.node('OutX', 'outx', parametersOf('message.send', parameters)),
	];
	return await stage.engine.run({
		nodes,
		connections: {
			Loop: { main: [[{ node: 'OutX', type: 'main', index: 0 }], []] },
			OutX: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
		},
		credentials: outxCredentials(stage.sandbox.url),
		extraTypes,
		...options,
	});
}
