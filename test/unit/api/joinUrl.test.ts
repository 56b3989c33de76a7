import { joinUrl } from '../../../nodes/shared/api/joinUrl';

test.each([
	['https://api.outx.ai', 'https://api.outx.ai/x'],
	['https://api.outx.ai/', 'https://api.outx.ai/x'],
	['https://api.outx.ai///', 'https://api.outx.ai/x'],
	['  https://api.outx.ai \n', 'https://api.outx.ai/x'],
	['HTTPS://API.outx.ai', 'HTTPS://API.outx.ai/x'],
	['http://127.0.0.1:4010', 'http://127.0.0.1:4010/x'],
	['http://[::1]:4010/', 'http://[::1]:4010/x'],
	['https://proxy.example/outx/v1/', 'https://proxy.example/outx/v1/x'],
])('%j and a path', (base, url) => {
	expect(joinUrl(base, '/x')).toEqual({ url });
});

test.each([
	['', /is empty/],
	['  ', /is empty/],
	['/', /is empty/],
	['api.outx.ai', /must start with https:\/\//],
	['ftp://api.outx.ai', /must start with https:\/\//],
	['file:///etc/passwd', /must start with https:\/\//],
	['javascript:alert(1)', /must start with https:\/\//],
	['https://', /must start with https:\/\//],
	['https:///x', /is not a valid URL/],
	['https://api.outx.ai?x=1', /is not a valid URL/],
	['https://api.outx.ai/#x', /is not a valid URL/],
	['https://api outx ai', /is not a valid URL/],
	['https://api.outx.ai/a b', /is not a valid URL/],
])('%j is refused, without being repeated', (base, words) => {
	const joined = joinUrl(base, '/x');
	expect(joined).toEqual({ wrong: expect.stringMatching(words) as string });
	if (base.trim().length > 8) expect(JSON.stringify(joined)).not.toContain(base.trim());
});
