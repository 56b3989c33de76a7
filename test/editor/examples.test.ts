import path from 'node:path';

import type { INode } from 'n8n-workflow';

import { readExamples } from '../../scripts/n8n/examples';
import { setUpEditor } from './editor';
import { takePicture } from './picture';

const editor = setUpEditor();

const WIDTH = 1560;
/** Pixels of a picture per pixel of that width: sharp on every display. */
const SCALE = 2;
const MARGIN = 24;
/** What the user has to choose, so n8n marks it. */
const TO_CHOOSE: Record<string, string[] | undefined> = {
	'ai-agent.json': ['OpenAI model'],
	'ai-agent-with-review.json': ['OpenAI model'],
	'campaign-invite.json': [
		'Get the next people',
		'Mark as invited',
		'Mark as skipped',
		'Mark as failed',
	],
	'campaign-message.json': [
		'Mark as accepted',
		'Accepted, no message yet',
		'Mark as messaged',
		'Mark as skipped',
		'Mark as failed',
	],
	'react-to-posts.json': ['New post'],
};

/** How far the notes reach: everything else lies within them. */
function extent(nodes: INode[]) {
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	const far = (axis: 0 | 1, size: 'width' | 'height') =>
		Math.max(
			...notes.map(({ position, parameters }) => position[axis] + Number(parameters[size])),
		) - Math.min(...notes.map(({ position }) => position[axis]));
	return { width: far(0, 'width'), height: far(1, 'height') };
}

test.each(readExamples(editor.major).map(({ file, workflow }) => [file, workflow]))(
	'%s opens with all its nodes, and n8n 2 gives its picture',
	async (file, { nodes, connections }) => {
		const { width, height } = extent(nodes);
		const scale = SCALE * Math.min(1, WIDTH / (width + 2 * MARGIN));
		// Room enough for n8n not to make it smaller.
		const page = await editor.newPage({ width: width + 700, height: height + 700 }, scale);
		await editor.show(nodes, connections, page);
		for (const { name, type } of nodes) {
			if (type.endsWith('.stickyNote')) continue;
			await page.locator('.vue-flow__node').getByText(name, { exact: true }).first().waitFor();
		}
		const marked = page.locator('.vue-flow__node', { has: page.getByTestId('node-issues') });
		const texts = await marked.allInnerTexts();
		const toChoose = TO_CHOOSE[file] ?? [];
		expect(texts).toHaveLength(toChoose.length);
		for (const [at, name] of toChoose.entries()) expect(texts[at]).toContain(name);

		const room = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN };
		const picture = `examples/${path.basename(file, '.json')}.png`;
		if (editor.major === 2) {
			const bytes = await takePicture(page, picture, await editor.nodesBox(room, page));
			expect(bytes).toBeLessThan(150_000);
		}
		await page.context().close();
	},
);
