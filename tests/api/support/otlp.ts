import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean };
type Pair = { key: string; value: Value };
type Sent = {
	name: string;
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	attributes: Pair[];
	links?: { traceId: string }[];
};
/** The body of OTLP over HTTP as JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp. */
type Body = { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] };

export type Span = Omit<Sent, "attributes"> & { facts: Record<string, unknown> };
export type Receiver = {
	url: string;
	spans: Span[];
	/** All that came, as it came. */
	texts: string[];
	/** The spans of a trace, when all of these names are among them. */
	trace(id: string, ...names: (string | RegExp)[]): Promise<Span[]>;
};

/** What spans are sent to, until the test is over. */
export async function otlpReceiver(): Promise<Receiver> {
	const spans: Span[] = [];
	const texts: string[] = [];
	const server = createServer(async (request, response) => {
		let text = "";
		for await (const chunk of request) text += chunk;
		if (request.url !== "/v1/traces" || request.headers["content-type"] !== "application/json")
			return response.writeHead(415).end();
		texts.push(text);
		spans.push(...read(JSON.parse(text)));
		response.writeHead(200, { "content-type": "application/json" }).end("{}");
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => void server.close());
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		spans,
		texts,
		async trace(id, ...names) {
			const of = () => spans.filter(({ traceId }) => traceId === id);
			const isThere = (wanted: string | RegExp) =>
				of().some(({ name }) => (typeof wanted === "string" ? name === wanted : wanted.test(name)));
			for (const deadline = Date.now() + 15_000; !names.every(isThere); ) {
				if (Date.now() > deadline)
					throw new Error(`of ${names.join(", ")} came ${JSON.stringify(of().map(({ name }) => name))}`);
				await new Promise((wake) => setTimeout(wake, 50));
			}
			return of();
		},
	};
}

function read({ resourceSpans }: Body): Span[] {
	return resourceSpans.flatMap(({ scopeSpans }) =>
		scopeSpans.flatMap(({ spans }) =>
			spans.map(({ attributes, ...span }) => ({ ...span, facts: Object.fromEntries(attributes.map(fact)) })),
		),
	);
}

const fact = ({ key, value }: Pair) => [key, Object.values(value)[0]];
