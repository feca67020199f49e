// The doors of the house. A line that crosses a room by another way fails `npm test`.
const only = (name, door, library) => ({
	name,
	severity: "error",
	from: { path: "^(app|lib|proxy|instrumentation)", pathNot: door },
	to: { path: library },
});

module.exports = {
	forbidden: [
		{ name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
		only("only-db-reaches-postgres", "^lib/(db|database-pool|sql-trouble)\\.ts$", "node_modules/pg/"),
		only("only-redis-reaches-upstash", "^lib/redis\\.ts$", "node_modules/@upstash/"),
		only("only-auth-reaches-supabase", "^lib/auth(-client)?\\.ts$", "node_modules/@supabase/"),
		only(
			"only-tracing-reaches-opentelemetry",
			"^lib/(trace|tracing|bare-span)\\.ts$",
			"node_modules/@opentelemetry/",
		),
		only("only-transport-sends-mail", "^lib/mail/transport\\.ts$", "node_modules/nodemailer/"),
		only("only-outbound-asks-the-world", "^lib/outbound\\.ts$", "^(node:)?(https?|dns(/promises)?)$"),
		{
			name: "lib-knows-no-page",
			severity: "error",
			from: { path: "^lib" },
			to: { path: "^(app|stack|tests)" },
		},
		{ name: "app-knows-no-stack", severity: "error", from: { path: "^app" }, to: { path: "^(stack|tests)" } },
		{
			name: "stack-knows-no-page",
			severity: "error",
			from: { path: "^stack" },
			to: { path: "^(app|tests)" },
		},
		{
			name: "stack-takes-only-shapes-from-lib",
			severity: "error",
			from: { path: "^stack" },
			// Also which address a name makes, how often a page looks again, which viewers of a rehearsal do as well, whose language is which, which an edge has
			// to know, what an environment must have, where we may send something, and what is this machine, which the doctor checks as the app does.
			to: {
				path: "^lib",
				pathNot:
					"/((schema|field-schema|handle-of|pace|env|database-address|outbound-rules|this-machine)\\.ts|languages\\.js)$",
			},
		},
		{
			name: "the-checker-shares-nothing-with-what-it-checks",
			severity: "error",
			from: { path: "^stack/rehearsal/checker/" },
			// The shapes of a log and of a report, and what asks a database.
			to: {
				pathNot:
					"^(stack/rehearsal/(checker/|(call|run)\\.ts$)|node_modules/(@types/)?pg/|(node:)?(crypto|buffer)$)",
			},
		},
		{
			name: "the-checker-takes-only-types-from-the-rehearsal",
			severity: "error",
			from: { path: "^stack/rehearsal/checker/" },
			to: { path: "^stack/rehearsal/(call|run)\\.ts$", dependencyTypesNot: ["type-only"] },
		},
		{
			name: "shared-components-know-only-shapes",
			severity: "error",
			from: { path: "^app/_ui" },
			to: {
				path: "^lib",
				pathNot: "^lib/((time(-words)?|teachers/fold|bookings/with-words|[^/]+/schema)\\.ts$|languages/)",
			},
		},
		{
			name: "domains-do-not-know-routes",
			severity: "error",
			from: { path: "^lib/[^/]+\\.ts$" },
			to: { path: "^lib/[^/]+/", pathNot: "^lib/languages/" },
		},
	],
	options: {
		doNotFollow: { path: "node_modules" },
		parser: "swc",
		tsConfig: { fileName: "tsconfig.json" },
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["import", "require", "node", "default"],
		},
	},
};
