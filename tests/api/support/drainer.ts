import { enableCompileCache, flushCompileCache, registerHooks } from "node:module";
import { setTimeout as pause } from "node:timers/promises";

// A process that does nothing but send mails by the app's own code, until it is killed. What only Next resolves is
// resolved here.
registerHooks({
	resolve(specifier, context, next) {
		if (specifier === "server-only")
			return next(new URL("../../support/empty.ts", import.meta.url).href, context);
		return next(specifier === "next/server" ? "next/server.js" : specifier, context);
	},
	// Node wants to be told what a bundler sees.
	load(url, context, next) {
		if (!url.endsWith(".json")) return next(url, context);
		return next(url, { ...context, importAttributes: { ...context.importAttributes, type: "json" } });
	},
});

// Who is killed keeps nothing for the next: what was compiled is kept as soon as it is there.
enableCompileCache();
const { deliverMails } = await import("../../../lib/mail/deliver-mails.ts");
flushCompileCache();
for (;;) {
	await deliverMails(60_000);
	await pause(20);
}
