import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';
import { steadyNow } from '../util/steadyNow';
import { cleanText } from '../util/text';
import { joinUrl } from './joinUrl';

export const CREDENTIAL = 'outxApi';
/** n8n reads it from its database and decrypts it. A changed credential counts soon enough. */
const KEEP_MS = 1000;

interface Owner {
	getCredentials(type: string): Promise<IDataObject>;
}

const kept = new WeakMap<Owner, { until: number; data: Promise<IDataObject> }>();

async function credentialOf(owner: Owner): Promise<IDataObject> {
	const known = kept.get(owner);
	if (known && steadyNow() < known.until) return await known.data;
	const data = owner.getCredentials(CREDENTIAL);
	kept.set(owner, { until: steadyNow() + KEEP_MS, data });
	data.catch(() => kept.delete(owner));
	return await data;
}

/** Key and URL from the credential, or what is wrong with it. */
export async function accessFor(
	owner: Owner,
	path: string,
): Promise<{ key: string; url: string } | { wrong: string }> {
	let data: IDataObject;
	try {
		data = await credentialOf(owner);
	} catch (thrown) {
		const said = isObject(thrown) && typeof thrown.message === 'string' ? thrown.message : '';
		return { wrong: `The OutX credential cannot be read: ${cleanText(said, 200) || 'unknown'}` };
	}
	const target = joinUrl(String(data.baseUrl ?? ''), path);
	if ('wrong' in target) return { wrong: `The Base URL of the OutX credential ${target.wrong}` };
	const key = String(data.apiKey ?? '').trim();
	if (key === '') return { wrong: 'The OutX credential has no API key' };
	if (!/^[\x21-\x7e]+$/.test(key)) {
		return {
			wrong: 'The API key of the OutX credential contains a space, line break or special character',
		};
	}
	return { key, url: target.url };
}
