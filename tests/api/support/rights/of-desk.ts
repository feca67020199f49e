import { expect } from "vitest";
import { ask } from "../ask.ts";
import { as, elsewhere, everyone, only, type Row, unknownEmail } from "./actors.ts";
import { colleague, hoursVersion, teacher } from "./belongings.ts";

/** A teacher's hours, who comes in and goes, and what keeps the house running. */
export const ofDesk: Record<string, Row[]> = {
	"GET /api/health": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/health", as(actor)) }],
	"GET /api/ready": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/ready", as(actor)) }],
	// Whose hours they are is not in the request: it is who asks, and nothing else.
	"PUT /api/hours": [
		{
			expected: {
				...only(200, 401, "teacher", "colleague", "stranger"),
				"former teacher": 403,
				staff: 403,
				"other staff": 403,
			},
			attempt: async (actor) => {
				const mine = { teacher, colleague, stranger: elsewhere.teachers[0]?.handle ?? "" };
				const version = await hoursVersion(mine[actor as keyof typeof mine] ?? teacher);
				const before = await hoursVersion(teacher);
				const spans = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
					weekday,
					startsMinute: 0,
					endsMinute: 1440,
				}));
				const said = await ask("PUT", "/api/hours", { ...as(actor), body: { version, spans } });
				expect(await hoursVersion(teacher)).toBe(actor === "teacher" ? before + 1 : before);
				return said;
			},
		},
	],
	"POST /api/sign-in-codes": [
		{
			expected: everyone(202),
			attempt: (actor) =>
				ask("POST", "/api/sign-in-codes", { ...as(actor), body: { email: unknownEmail(actor) } }),
		},
	],
	"POST /api/sign-ins": [
		{
			expected: everyone(401),
			attempt: (actor) =>
				ask("POST", "/api/sign-ins", { ...as(actor), body: { email: unknownEmail(actor), code: "123456" } }),
		},
	],
	"POST /api/sign-outs": [
		{
			expected: everyone(204),
			// Not with the real session, which the others still need.
			attempt: (actor) => ask("POST", "/api/sign-outs", { headers: as(actor).headers }),
		},
	],
	"GET /api/mail-deliveries": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/mail-deliveries", as(actor)),
		},
	],
	"GET /api/feed-readings": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/feed-readings", as(actor)),
		},
	],
	"GET /api/holiday-lookups": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/holiday-lookups", as(actor)),
		},
	],
	"POST /api/revalidations": [
		{
			expected: only(204, 403, "operator"),
			attempt: (actor) => ask("POST", "/api/revalidations", { ...as(actor), body: { handles: [] } }),
		},
	],
	// It is there for `npm run bench` alone.
	"GET /api/empty": [{ expected: everyone(404), attempt: (actor) => ask("GET", "/api/empty", as(actor)) }],
	"POST /api/empty": [
		{ expected: everyone(404), attempt: (actor) => ask("POST", "/api/empty", { ...as(actor), body: {} }) },
	],
};
