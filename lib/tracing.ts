import "server-only";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
	defaultResource,
	detectResources,
	envDetector,
	resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { withoutPeople } from "./bare-span.ts";
import { tracing } from "./trace.ts";

/**
 * Sends spans by OTLP over HTTP, as JSON, to where OTEL_EXPORTER_OTLP_ENDPOINT says. How many, how often and under which name is told by
 * the other variables of OpenTelemetry. No propagator is set, so that no request chooses its trace.
 */
export function startTracing(): void {
	// Its spans have whole addresses for names, those of people's calendars among them; what we ask has spans of our own.
	process.env.NEXT_OTEL_FETCH_DISABLED = "1";
	const named = resourceFromAttributes({ "service.name": "firstbell" });
	const provider = new BasicTracerProvider({
		resource: defaultResource()
			.merge(named)
			.merge(detectResources({ detectors: [envDetector] })),
		spanProcessors: [new BatchSpanProcessor(bare(new OTLPTraceExporter()))],
	});
	context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
	trace.setGlobalTracerProvider(provider);
	tracing.on = true;
	tracing.flush = () => provider.forceFlush();
	process.once("SIGTERM", () => void provider.forceFlush().catch(() => {}));
}

/** Nothing leaves this process but what is known to be about nobody. */
function bare(exporter: SpanExporter): SpanExporter {
	return {
		export: (spans, done) => exporter.export(spans.map(withoutPeople), done),
		shutdown: () => exporter.shutdown(),
		forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
	};
}
