import { ExternalSecretsProxy, type PackageDirectoryLoader } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { CredentialsHelper, type CredentialData } from './credentials';

/** Without addresses every expression throws. Nothing is ever called there. */
const urlFor = (name: string) => `http://localhost:5678/${name}`;

async function notInATest(): Promise<never> {
	return await Promise.reject(new Error('No test has needed this yet'));
}

let executions = 0;

/** What n8n's server gives to an execution beside its workflow. */
export function additionalDataFor(
	loader: PackageDirectoryLoader,
	credentials: CredentialData,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new CredentialsHelper(loader.credentialTypes, credentials),
		executionId: String(++executions),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: urlFor('rest'),
		instanceBaseUrl: urlFor(''),
		formBaseUrl: urlFor('form'),
		formWaitingBaseUrl: urlFor('form-waiting'),
		formTestBaseUrl: urlFor('form-test'),
		webhookBaseUrl: urlFor('webhook'),
		webhookWaitingBaseUrl: urlFor('webhook-waiting'),
		webhookTestBaseUrl: urlFor('webhook-test'),
		mcpBaseUrl: urlFor('mcp'),
		mcpTestBaseUrl: urlFor('mcp-test'),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: notInATest,
		getRunExecutionData: notInATest,
		getRuntimeCredential: notInATest,
		startRunnerTask: notInATest,
		logAiEvent: () => undefined,
		sendDataToUI: () => undefined,
		setExecutionStatus: () => undefined,
		...more,
	};
}
