import { expect } from "vitest";
import { readRef } from "../../../../lib/bookings/ref.ts";
import { ask, post, postForm } from "../ask.ts";
import { begunBooking } from "../desk.ts";
import { stateOf } from "../requests.ts";
import { rows, startIn } from "../school.ts";
import { as, everyone, only, type Row, unknownEmail } from "./actors.ts";
import { asked, booked, inHand, secret, teacher } from "./belongings.ts";

/** Who comes in and goes, and what keeps the house running. */
export const ofDesk: Record<string, Row[]> = {
	"GET /api/health": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/health", as(actor)) }],
	"GET /api/ready": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/ready", as(actor)) }],
	// One's own bookings, and those of one's school; by time without a name, one's own alone.
	"POST /api/teacher-cancellations": [
		{
			expected: {
				...only(404, 401, "colleague", "stranger", "other staff"),
				"former teacher": 403,
				teacher: 200,
				staff: 200,
			},
			attempt: async (actor) => {
				const { bookingId } = readRef(await booked());
				const said = await post("/api/teacher-cancellations", { booking: bookingId }, undefined, as(actor));
				const [row] = await rows("select state from app.bookings where id = $1", [bookingId]);
				expect(row).toEqual({ state: said.status === 200 ? "cancelled" : "confirmed" });
				return said;
			},
		},
		{
			expected: {
				...only(200, 401, "teacher", "colleague", "stranger"),
				"former teacher": 403,
				staff: 403,
				"other staff": 403,
			},
			attempt: async (actor) => {
				const { bookingId } = readRef(await booked());
				const span = { from: startIn(3), until: startIn(12) };
				const said = await post("/api/teacher-cancellations", span, undefined, as(actor));
				const [row] = await rows("select state from app.bookings where id = $1", [bookingId]);
				expect(row).toEqual({ state: actor === "teacher" ? "cancelled" : "confirmed" });
				return said;
			},
		},
		{
			expected: {
				...only(404, 401, "colleague", "stranger", "other staff"),
				"former teacher": 403,
				teacher: 200,
				staff: 200,
			},
			attempt: (actor) => {
				const span = { teacher, from: startIn(30), until: startIn(31) };
				return post("/api/teacher-cancellations", span, undefined, as(actor));
			},
		},
	],
	"POST /api/teacher-moves": [
		{
			expected: {
				...only(404, 401, "colleague", "stranger", "other staff"),
				"former teacher": 403,
				teacher: 200,
				staff: 200,
			},
			attempt: async (actor) => {
				const { bookingId } = readRef(await booked());
				const at = async () =>
					(await rows("select lower(during) as at from app.bookings where id = $1", [bookingId]))[0]
						?.at as Date;
				const from = await at();
				// Between two that are offered.
				const startsAt = new Date(from.getTime() + 40 * 86_400_000 + 60_000).toISOString();
				const body = { booking: bookingId, from: from.toISOString(), startsAt };
				const said = await post("/api/teacher-moves", body, undefined, as(actor));
				expect((await at()).toISOString()).toBe(said.status === 200 ? startsAt : from.toISOString());
				return said;
			},
		},
	],
	// One's own, and those of one's school.
	"POST /api/decisions": [
		{
			expected: {
				...only(404, 401, "colleague", "stranger", "other staff"),
				"former teacher": 403,
				teacher: 200,
				staff: 200,
			},
			attempt: async (actor) => {
				const { id } = await asked();
				const said = await post("/api/decisions", { booking: id, yes: true }, undefined, as(actor));
				expect(await stateOf(id)).toBe(said.status === 200 ? "confirmed" : "pending");
				return said;
			},
		},
	],
	// Everybody is led to the page of that link: only who has the teacher's mail decides, whoever they are signed in as.
	"POST /api/form-decisions": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const { id, decision, ref } = await asked();
				const shown = { teacher: decision, booker: ref }[actor as string] ?? inHand(actor, decision);
				const fields = { decision: shown, answer: "no" };
				const said = await postForm("/api/form-decisions", fields, as(actor));
				expect(said.headers.get("location")).toBe(`/decide/${shown}`);
				expect(await stateOf(id)).toBe(actor === "teacher" ? "declined" : "pending");
				return said;
			},
		},
	],
	"POST /api/attendances": [
		{
			expected: {
				...only(404, 401, "colleague", "stranger", "other staff"),
				"former teacher": 403,
				teacher: 200,
				staff: 200,
			},
			attempt: async (actor) => {
				const booking = await begunBooking(teacher);
				const body = { booking, came: false };
				const said = await ask("POST", "/api/attendances", { ...as(actor), body });
				const [row] = await rows("select state from app.bookings where id = $1", [booking]);
				expect(row).toEqual({ state: said.status === 200 ? "no_show" : "confirmed" });
				return said;
			},
		},
	],
	// One's own where nothing is said; all of a school, which for a teacher is nobody else's.
	"GET /api/booking-lists": [
		{
			expected: {
				...only(200, 401, "teacher", "colleague", "stranger"),
				"former teacher": 403,
				staff: 403,
				"other staff": 403,
			},
			attempt: async (actor) => {
				await booked();
				const said = await ask("GET", "/api/booking-lists", as(actor));
				expect(said.text.includes(secret)).toBe(actor === "teacher");
				return said;
			},
		},
		{
			expected: {
				...only(200, 401, "teacher", "colleague", "stranger", "staff", "other staff"),
				"former teacher": 403,
			},
			attempt: async (actor) => {
				await booked();
				const said = await ask("GET", "/api/booking-lists?team=*", as(actor));
				expect(said.text.includes(secret)).toBe(actor === "teacher" || actor === "staff");
				return said;
			},
		},
	],
	// One's own where nothing is said; all of a school for its staff.
	"GET /api/trails": [
		{
			expected: {
				...only(200, 401, "teacher", "colleague", "stranger"),
				"former teacher": 403,
				staff: 403,
				"other staff": 403,
			},
			attempt: async (actor) => {
				await cancelled();
				const said = await ask("GET", "/api/trails", as(actor));
				expect(said.text.includes(secret)).toBe(actor === "teacher");
				return said;
			},
		},
		{
			expected: {
				...only(403, 401, "teacher", "colleague", "stranger", "former teacher"),
				staff: 200,
				"other staff": 200,
			},
			attempt: async (actor) => {
				await cancelled();
				const said = await ask("GET", "/api/trails?school=1", as(actor));
				expect(said.text.includes(secret)).toBe(actor === "staff");
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
	"GET /api/request-lapses": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/request-lapses", as(actor)),
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
	"GET /api/retentions": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/retentions", as(actor)),
		},
	],
	"GET /api/watch-minutes": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/watch-minutes", as(actor)),
		},
	],
	// Neither the secret of crons nor any room of a school's makes somebody one who may look: see operations.test.ts.
	"GET /api/operations": [
		{
			expected: {
				...only(403, 401, "teacher", "colleague", "stranger", "former teacher"),
				staff: 403,
				"other staff": 403,
			},
			attempt: (actor) => ask("GET", "/api/operations", as(actor)),
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

/** A booking that its booker has cancelled, which is noted. */
async function cancelled(): Promise<void> {
	expect((await post("/api/cancellations", { booking: await booked() })).status).toBe(200);
}
