/*
 * What n8n's own API answers, as far as these scripts and the tests use it. The rest passes through.
 */
import { z } from 'zod';

const record = z.record(z.unknown());
export type Json = z.infer<typeof record>;

const credentialName = z.object({ id: z.string().nullable(), name: z.string() });
const workflowNode = z
	.object({
		name: z.string(),
		type: z.string(),
		credentials: z.record(credentialName).optional(),
	})
	.passthrough();
export const exportedWorkflow = z
	.object({
		name: z.string(),
		nodes: z.array(workflowNode),
		connections: record,
		settings: record.optional(),
		pinData: record.optional(),
	})
	.passthrough();

/** A workflow as it is exported: a file of examples/, or made by a test. */
export interface ExportedWorkflow {
	name: string;
	nodes: WorkflowNode[];
	connections: object;
	settings?: object;
	pinData?: object;
}
export interface WorkflowNode {
	name: string;
	type: string;
	credentials?: Record<string, z.infer<typeof credentialName>>;
}

export const setUp = z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) });

export const credential = z
	.object({ id: z.string(), name: z.string(), type: z.string(), data: record.optional() })
	.passthrough();
export const credentialTest = z.object({ status: z.string(), message: z.string().optional() });

export const workflow = exportedWorkflow.partial({ nodes: true, connections: true }).extend({
	id: z.string(),
	active: z.boolean().optional(),
	versionId: z.string().optional(),
	staticData: record.nullish(),
});
export const publication = z.object({ status: z.string(), triggers: z.unknown() });
export const started = z.object({ executionId: z.string() });

const item = z.object({ json: record }).passthrough();
const problem = z
	.object({ message: z.string().optional(), description: z.string().nullish() })
	.passthrough();
const nodeRun = z
	.object({
		data: z
			.object({ main: z.array(z.array(item).nullable()).optional() })
			.passthrough()
			.optional(),
		error: problem.nullish(),
	})
	.passthrough();
const runData = z.record(z.array(nodeRun));
export type RunData = z.infer<typeof runData>;

export const executionData = z
	.object({
		resultData: z
			.object({
				runData: runData.optional(),
				error: problem.nullish(),
				lastNodeExecuted: z.string().optional(),
			})
			.passthrough(),
	})
	.passthrough();

/** n8n numbers executions, and names the numbers as text in some places. */
const id = z.union([z.string(), z.number()]).transform(String);
export const executionSummary = z
	.object({ id, status: z.string(), stoppedAt: z.string().nullish() })
	.passthrough();
export const executionList = z.object({ results: z.array(executionSummary) });
/** Its data are text in which parts that occur often are written once. */
export const storedExecution = executionSummary.extend({ data: z.unknown() });

export interface Execution extends z.infer<typeof executionSummary> {
	data: z.infer<typeof executionData> | undefined;
}
