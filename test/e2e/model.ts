import fastify from 'fastify';
import { z } from 'zod';

/** What OpenAI's chat completions API is sent. */
const Conversation = z.object({
	model: z.string(),
	stream: z.boolean().default(false),
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z
		.array(
			z.object({
				function: z.object({
					name: z.string(),
					description: z.string().default(''),
					parameters: z.unknown(),
				}),
			}),
		)
		.default([]),
});
type Conversation = z.infer<typeof Conversation>;

/** What the model does next: calls the tool whose name contains `tool`, or says something. */
type Step = { tool: string; args: Record<string, unknown> } | { text: string };

interface ToolCall {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
}

interface Message {
	role: 'assistant';
	content: string | null;
	tool_calls?: ToolCall[];
}

type Model = Awaited<ReturnType<typeof startModel>>;

/** A language model on loopback that speaks OpenAI's chat completions API and does what a script says. */
async function startModel(script: Step[] = []) {
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10 * 1024 * 1024 });
	const steps = [...script];
	const conversations: Conversation[] = [];

	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'scripted', object: 'model' }] }));
	app.post('/v1/chat/completions', async (request, reply) => {
		const conversation = Conversation.parse(request.body);
		conversations.push(conversation);
		const { model, stream } = conversation;
		const message = messageFor(
			steps.shift() ?? { text: 'I have nothing more to say.' },
			conversation,
		);
		if (stream) return await reply.type('text/event-stream').send(streamed(model, message));
		return {
			...about(model),
			object: 'chat.completion',
			choices: [{ index: 0, message, finish_reason: reasonFor(message) }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});

	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return {
		url: `${url}/v1`,
		conversations,
		/** Begins anew, with another script. */
		follow(script: Step[]) {
			conversations.length = 0;
			steps.splice(0, steps.length, ...script);
		},
		close: () => app.close(),
	};
}

const about = (model: string) => ({ id: 'chatcmpl-scripted', created: 1_700_000_000, model });
const reasonFor = ({ tool_calls: calls }: Message) => (calls ? 'tool_calls' : 'stop');

function messageFor(step: Step, { tools }: Conversation): Message {
	if ('text' in step) return { role: 'assistant', content: step.text };
	const known = tools.map((each) => each.function.name);
	const name = known.find((each) => each.toLowerCase().includes(step.tool.toLowerCase()));
	if (!name) {
		return { role: 'assistant', content: `No tool '${step.tool}' among ${known.join(', ')}` };
	}
	const call = { name, arguments: JSON.stringify(step.args) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: `call_${Date.now()}`, type: 'function', function: call }],
	};
}

function streamed(model: string, message: Message) {
	const { tool_calls: calls } = message;
	const delta = {
		...message,
		...(calls && { tool_calls: calls.map((call, index) => ({ index, ...call })) }),
	};
	const chunk = (choice: object) =>
		`data: ${JSON.stringify({ ...about(model), object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
	return `${chunk({ delta })}${chunk({ delta: {}, finish_reason: reasonFor(message) })}data: [DONE]\n\n`;
}

type Heard = Pick<Model, 'conversations'>;

/** What the tools said so far, as the model reads it. */
function toolAnswers({ conversations }: Heard) {
	const messages = conversations.at(-1)?.messages ?? [];
	return messages.flatMap(({ role, content }) =>
		role === 'tool' ? [typeof content === 'string' ? content : JSON.stringify(content)] : [],
	);
}

/** What the last tool said. */
const lastToolAnswer = (heard: Heard) => toolAnswers(heard).at(-1) ?? 'null';

export { lastToolAnswer, startModel, toolAnswers, type Model };
