// In a server that is started with it, somebody's address is put into a span as soon as there are any: where a span may
// have no such fact, in what went wrong, and in a fact that is told.
const key = Symbol.for("opentelemetry.js.api.1");
const waiting = setInterval(() => {
	const provider = globalThis[key]?.trace?.getDelegate?.() ?? globalThis[key]?.trace;
	if (!globalThis[key]?.context || !provider) return;
	clearInterval(waiting);
	const span = provider.getTracer("plant").startSpan("planted");
	span.setAttribute("enduser.id", process.env.PLANTED);
	span.setAttribute("http.target", `/?who=${process.env.PLANTED}`);
	span.recordException(new Error(process.env.PLANTED));
	span.setStatus({ code: 2, message: process.env.PLANTED });
	span.setAttribute("db.operation.name", process.env.PLANTED);
	span.end();
}, 50);
