import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { unnamed } from "./unnamed.ts";

// What may be told of a span. Next has more to say: the whole address that was asked for, with the keys and words in it, and
// what an error said, which may be what somebody typed.
const told = new Set([
	"http.method",
	"http.status_code",
	"http.route",
	"next.route",
	"next.page",
	"next.rsc",
	"next.span_type",
	"db.system.name",
	"db.operation.name",
	"db.operation.batch.size",
	"firstbell.outcome",
	"firstbell.queue_ms",
]);

/** A span with what is known to be about nobody, and nothing else: no events, and no word of what went wrong. */
export function withoutPeople(span: ReadableSpan): ReadableSpan {
	const attributes = Object.entries(span.attributes).filter(([name]) => told.has(name));
	return {
		name: unnamed(span.name),
		kind: span.kind,
		spanContext: () => span.spanContext(),
		parentSpanContext: span.parentSpanContext,
		startTime: span.startTime,
		endTime: span.endTime,
		status: { code: span.status.code },
		attributes: Object.fromEntries(attributes),
		links: span.links.map(({ context }) => ({ context })),
		events: [],
		duration: span.duration,
		ended: span.ended,
		resource: span.resource,
		instrumentationScope: span.instrumentationScope,
		droppedAttributesCount: span.droppedAttributesCount,
		droppedEventsCount: span.droppedEventsCount,
		droppedLinksCount: span.droppedLinksCount,
	};
}
