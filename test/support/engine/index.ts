import './environment';
import 'reflect-metadata';

export type { CredentialData } from './credentials';
export { DeduplicationStore, hashOf, type Row } from './deduplicationStore';
export {
	Engine,
	loadEngine,
	ROOT,
	type NodeRun,
	type RunNodeOptions,
	type RunOptions,
} from './engine';
export { MANUAL_TRIGGER, NodeTypes, plainDescription } from './nodeTypes';
export {
	PollingTrigger,
	type OpenTrigger,
	type PollOptions,
	type PollOutput,
} from './pollingTrigger';
export { Run } from './runWorkflow';
export { linkupCredentials, outxCredentials, SANDBOX_KEY } from './sandboxCredentials';
export * as core from 'n8n-core';
export * as workflow from 'n8n-workflow';
