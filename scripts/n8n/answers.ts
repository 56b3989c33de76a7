/*
 * What n8n's own API answers, as far as these scripts and the tests use it. What is large has n8n's own types, and is
 * checked only where it matters here.
 */
import type {
	IConnections,
	INode,
	IPinData,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { z } from 'zod';

const record = z.record(z.unknown());
const isLike = (schema: z.ZodTypeAny) => (value: unknown) => schema.safeParse(value).success;

const node = z.custom<INode>(
	isLike(z.object({ name: z.string(), type: z.string(), parameters: record })),
);

/** A workflow as it is exported, such as a file of examples/. */
export const exportedWorkflow = z.object({
	name: z.string(),
	nodes: z.array(node),
	connections: z.custom<IConnections>(isLike(record)),
	settings: z.custom<IWorkflowSettings>(isLike(record)).default({}),
	pinData: z.custom<IPinData>(isLike(record)).optional(),
});
export type ExportedWorkflow = z.input<typeof exportedWorkflow>;

export const listedWorkflow = z.object({ id: z.string(), name: z.string(), active: z.boolean() });
export const storedWorkflow = listedWorkflow.extend({
	nodes: z.array(node),
	versionId: z.string().optional(),
	staticData: record.nullish(),
});
/** As n8n gave it, to give it back. */
export const wholeWorkflow = storedWorkflow.passthrough();

export const settings = z.object({
	userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }),
});
export const credential = z.object({
	id: z.string(),
	name: z.string(),
	type: z.string(),
	data: record.optional().catch(undefined),
});
export const credentialTest = z.object({ status: z.string(), message: z.string().optional() });
export const publication = z.object({ status: z.string(), triggers: z.unknown() });
export const startedExecution = z.object({ executionId: z.string() });

/** n8n numbers executions, and in some places the numbers are text. */
const executionId = z.union([z.string(), z.number()]).transform(String);
export const listedExecution = z.object({
	id: executionId,
	status: z.string(),
	mode: z.string(),
	stoppedAt: z.string().nullish(),
});
export const executionList = z.object({ results: z.array(listedExecution) });
/** Its data are text in which what occurs often is written once. */
export const storedExecution = listedExecution.extend({ data: z.unknown() });
/** There are none for a moment after the end, and after a crash. */
export const executionData = z.custom<IRunExecutionData>(
	isLike(z.object({ resultData: z.object({ runData: z.record(z.array(record)) }) })),
);

export interface Execution extends z.infer<typeof listedExecution> {
	data: IRunExecutionData | undefined;
}
