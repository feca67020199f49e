import { ask } from "../ask.ts";
import { as, everyone, only, type Row, unknownEmail } from "./actors.ts";

/** Who comes in and goes, and what keeps the house running. */
export const ofDesk: Record<string, Row[]> = {
	"GET /api/health": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/health", as(actor)) }],
	"GET /api/ready": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/ready", as(actor)) }],
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
