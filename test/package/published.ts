import fs from 'node:fs';
import path from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { OutxApi } from '../../credentials/OutxApi.credentials';
import { Outx } from '../../nodes/Outx/Outx.node';
import { OutxTrigger } from '../../nodes/OutxTrigger/OutxTrigger.node';
import { OutxWaitForTask } from '../../nodes/OutxWaitForTask/OutxWaitForTask.node';
import { ROOT } from '../support/engine';

/** What n8n loads of the package. */
export const nodes: INodeType[] = [new Outx(), new OutxTrigger(), new OutxWaitForTask()];
export const credential = new OutxApi();

/** The folder of a node is called as its class. */
export const nameOf = (node: INodeType) => node.constructor.name;

/** All files in a folder, however deep, with slashes on every system. */
export const filesIn = (folder: string) =>
	fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
		);

/** The files that become the package. */
export const sources = ['credentials', 'nodes'].flatMap((folder) =>
	filesIn(path.join(ROOT, folder)).map((file) => `${folder}/${file}`),
);

export const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
