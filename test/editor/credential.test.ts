import { expectToSee, setUpEditor } from './editor';

const editor = setUpEditor();
afterEach(() => editor.sandbox('PATCH', '/sandbox/switches', { extension: 'online' }));
// A new node takes the newest credential.
afterAll(async () => {
	for (const { id, name } of await editor.client.credentials()) {
		if (name !== 'OutX account') await editor.client.deleteCredential(id);
	}
});

const input = (name: string) => editor.page.getByTestId(`parameter-input-${name}`).locator('input');

async function openForm() {
	await editor.openCredentialForm();
	await input('baseUrl').fill(editor.sandboxUrl);
}

async function save(key: string) {
	await input('apiKey').fill(key);
	await editor.page.getByTestId('credential-save-button').click();
}

/** What n8n tells who wants to know more; it keeps telling for as long as the form is open. */
async function details() {
	const more = editor.page.getByText('More details');
	await more.click();
	return await editor.page.getByTestId('node-credentials-config-container').innerText();
}

test('the form says where the key comes from', async () => {
	await openForm();
	const form = editor.page.getByTestId('credential-edit-dialog');
	await expectToSee(form.getByText('mentions.outx.ai/api-doc'));
	await expectToSee(form.getByText(/unless you use a proxy or the sandbox/));
});

test('a right key is green', async () => {
	await openForm();
	await save('outx_sandbox_key');
	await expectToSee(editor.page.getByTestId('credentials-config-container-test-success'));
});

test('a wrong key is red and says so', async () => {
	await openForm();
	await save('outx_wrong_key');
	expect(await details()).toMatch(/OutX does not recognize this API key\. Copy it again from/);
});

test('a right key without a running extension is red, and says that only the extension is missing', async () => {
	await editor.sandbox('PATCH', '/sandbox/switches', { extension: 'stale' });
	await openForm();
	await save('outx_sandbox_key');
	expect(await details()).toMatch(
		/The API key is right, but the OutX browser extension is not running\. Open Chrome/,
	);
});
