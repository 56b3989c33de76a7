import type { CredentialData } from './credentials';

/** The key that the sandbox knows. */
export const SANDBOX_KEY = 'outx_sandbox_key';

export function outxCredentials(baseUrl: string, apiKey: string = SANDBOX_KEY) {
	return { outxApi: { apiKey, baseUrl } } satisfies CredentialData;
}

export function linkupCredentials(baseUrl: string, apiKey: string) {
	return { linkupApi: { apiKey, baseUrl } } satisfies CredentialData;
}
