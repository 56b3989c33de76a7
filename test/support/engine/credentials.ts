import { Credentials } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialTypeData,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

/** Data by credential type. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

type Parts = Partial<Record<'headers' | 'qs', IDataObject>>;

const nothing = Promise.resolve(undefined);

/** Hands out credentials that are not encrypted, and does the generic authentication, which n8n leaves to its server. */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: ICredentialTypeData,
		private readonly data: CredentialData,
	) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return this.types[type].type.properties;
	}

	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		return await Promise.resolve({ ...this.data[type] });
	}

	override async getCredentials(
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentials> {
		return await Promise.resolve(new Credentials({ id: null, name: type }, type, ''));
	}

	override preAuthentication(): Promise<undefined> {
		return nothing;
	}

	override runPreAuthentication(): Promise<undefined> {
		return nothing;
	}

	override async updateCredentials(): Promise<void> {}

	override async updateCredentialsOauthTokenData(): Promise<void> {}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions,
		flow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types[type].type;
		if (!authenticate) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const resolve = (value: string) => {
			if (!isExpression(value)) return value;
			const known = { $credentials: credentials };
			const { expression } = flow;
			return text(
				expression.getSimpleParameterValue(node, value, 'internal', known, undefined, ''),
			);
		};
		return { ...request, ...resolvedParts(authenticate, request, resolve) };
	}
}

function resolvedParts(
	{ properties }: IAuthenticateGeneric,
	request: Parts,
	resolve: (value: string) => string,
): Parts {
	const parts: Parts = {};
	for (const part of ['headers', 'qs'] as const) {
		const own = Object.entries(properties[part] ?? {});
		if (own.length === 0) continue;
		parts[part] = { ...request[part] };
		for (const [name, value] of own) parts[part][resolve(name)] = resolve(text(value));
	}
	return parts;
}

function text(value: unknown): string {
	if (typeof value === 'string') return value;
	throw new Error('Authentication should be text');
}
