import "server-only";
import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { oneInProcess } from "./in-process.ts";
import { Refusal } from "./refusal.ts";

/** Whether anybody is told of spans: lib/tracing.ts says so as the server starts. */
export const tracing = oneInProcess("tracing", (): { on: boolean; flush?: () => Promise<void> } => ({
	on: false,
}));

/** The only facts that a span of ours has, beside its name: none is what somebody sent. */
export type Facts = {
	"db.system.name"?: "postgresql" | "redis";
	/** A verb of SQL, or commands of Redis. */
	"db.operation.name"?: string;
	"db.operation.batch.size"?: number;
	/** `ok`, or the code of what was refused. */
	"firstbell.outcome"?: string;
	/** How long it waited for a connection. */
	"firstbell.queue_ms"?: number;
};
type Note = (facts: Facts) => void;
const nobody: Note = () => {};

/** Runs what asks a database as a span of the request that it is asked in; where nobody is told of spans, it just runs. */
export function traced<Answer>(
	name: string,
	facts: Facts,
	work: (note: Note) => Promise<Answer>,
): Promise<Answer> {
	if (!tracing.on) return work(nobody);
	const options = { kind: SpanKind.CLIENT, attributes: facts as Attributes };
	return trace.getTracer("firstbell").startActiveSpan(name, options, async (span) => {
		try {
			const answer = await work((more) => span.setAttributes(more as Attributes));
			end(span, "ok");
			return answer;
		} catch (error) {
			end(span, error instanceof Refusal ? error.code : "BUG00");
			throw error;
		}
	});
}

/** A "no" on purpose is an answer like any other. */
function end(span: Span, outcome: string): void {
	span.setAttribute("firstbell.outcome", outcome);
	if (outcome === "BUSY0" || outcome === "BUG00") span.setStatus({ code: SpanStatusCode.ERROR });
	span.end();
}

/** The id of the trace that this is part of, 32 hexadecimal digits; undefined where there is none. */
export function traceId(): string | undefined {
	return tracing.on ? trace.getActiveSpan()?.spanContext().traceId : undefined;
}

/**
 * Links what is answered to the trace that somebody says to be asking in. They become no part of one another: whoever asks
 * could fill ours with theirs, or have all that they ask kept, however few we keep.
 */
export function linkTo(request: Request): void {
	if (!tracing.on) return;
	const [, traceId, spanId] =
		/^00-((?!0{32})[\da-f]{32})-((?!0{16})[\da-f]{16})-[\da-f]{2}$/.exec(
			request.headers.get("traceparent") ?? "",
		) ?? [];
	if (traceId && spanId)
		trace.getActiveSpan()?.addLink({ context: { traceId, spanId, traceFlags: 0, isRemote: true } });
}
