import assert from 'node:assert/strict';

import { DataDeduplicationService } from 'n8n-core';
import type { IDataDeduplicator } from 'n8n-workflow';

let inUse: IDataDeduplicator | undefined;

function current(): IDataDeduplicator {
	assert.ok(inUse, 'Instance needs to initialized before use. Make sure to call init()');
	return inUse;
}

/** n8n takes one store for the life of a process, so it gets this one, which passes everything on. */
const passingOn: IDataDeduplicator = {
	checkProcessedAndRecord: async (...args) => await current().checkProcessedAndRecord(...args),
	removeProcessed: async (...args) => {
		await current().removeProcessed(...args);
	},
	clearAllProcessedItems: async (...args) => {
		await current().clearAllProcessedItems(...args);
	},
	getProcessedDataCount: async (...args) => await current().getProcessedDataCount(...args),
};

// Each file of tests has its own, in the same process.
Reflect.set(DataDeduplicationService, 'instance', undefined);
const initialized = DataDeduplicationService.init(passingOn);

export function setDeduplicationStore(store: IDataDeduplicator | undefined): void {
	void initialized;
	inUse = store;
}
