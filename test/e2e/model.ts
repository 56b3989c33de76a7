import Fastify from 'fastify';

/**
 * A language model on loopback that speaks OpenAI's chat completions API and does what a script says: each step is
 * either `{ tool, args }`, where `tool` is a part of a tool's name, or `{ text }`. A step may also be a function of the
 * conversation so far.
 */
async function startModel(steps = []) {
	const app = Fastify({ forceCloseConnections: true, bodyLimit: 10 * 1024 * 1024 });
	const model = { steps: [...steps], conversations: [] };

	app.get('/v1/models', async () => ({
		object: 'list',
		data: [{ id: 'scripted', object: 'model' }],
	}));
	app.post('/v1/chat/completions', async ({ body }, reply) => {
		model.conversations.push(body);
		const next = model.steps.shift() ?? { text: 'I have nothing more to say.' };
		const message = messageFor(typeof next === 'function' ? next(body.messages) : next, body.tools);
		if (body.stream) {
			return reply.type('text/event-stream').send(streamed(body.model, message));
		}
		return {
			...about(body.model),
			object: 'chat.completion',
			choices: [{ index: 0, message, finish_reason: reasonFor(message) }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});

	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return Object.assign(model, { url: `${url}/v1`, close: () => app.close() });
}

const about = (model) => ({ id: 'chatcmpl-scripted', created: 1_700_000_000, model });
const reasonFor = ({ tool_calls: calls }) => (calls ? 'tool_calls' : 'stop');

function messageFor({ text = null, tool, args = {} }, tools = []) {
	const message = { role: 'assistant', content: text };
	if (!tool) return message;
	const known = tools.map((each) => each.function.name);
	const name = known.find((each) => each.toLowerCase().includes(tool.toLowerCase()));
	if (!name) return { ...message, content: `No tool '${tool}' among ${known.join(', ')}` };
	const call = { name, arguments: JSON.stringify(args) };
	return {
		...message,
		tool_calls: [{ id: `call_${Date.now()}`, type: 'function', function: call }],
	};
}

function streamed(model, message) {
	const { tool_calls: calls } = message;
	const delta = {
		...message,
		...(calls && { tool_calls: calls.map((call, index) => ({ index, ...call })) }),
	};
	const chunk = (choice) =>
		`data: ${JSON.stringify({ ...about(model), object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
	return `${chunk({ delta })}${chunk({ delta: {}, finish_reason: reasonFor(message) })}data: [DONE]\n\n`;
}

/** What the last tool said, as the model reads it. */
function lastToolAnswer({ messages }) {
	return messages.findLast(({ role }) => role === 'tool')?.content;
}

export { startModel, lastToolAnswer };
