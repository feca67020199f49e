import { expect } from "vitest";
import { readRef } from "../../../../lib/bookings/ref.ts";
import { weekOf } from "../../../../lib/time.ts";
import { ask, newKey, post, postForm } from "../ask.ts";
import { booker, rows, startIn } from "../school.ts";
import { type Actor, as, everyone, only, type Row } from "./actors.ts";
import { booked, hold, inHand, nextStart, secret, teacher, wish } from "./belongings.ts";

const withHold = (path: string, more = {}) => ({
	attempt: async (actor: Actor) =>
		post(path, { hold: inHand(actor, await hold()), ...more }, undefined, as(actor)),
});

/** Times, holds and bookings. */
export const ofBookers: Record<string, Row[]> = {
	"POST /api/holds": [
		{
			expected: everyone(201),
			attempt: (actor: Actor) => post("/api/holds", wish(), undefined, as(actor)),
		},
	],
	"POST /api/bookings": [
		{ expected: only(201, 404, "booker"), ...withHold("/api/bookings", booker(secret)) },
		{
			expected: everyone(201),
			attempt: (actor) =>
				post("/api/bookings", { ...wish(), ...booker(`${actor} Walks In`) }, undefined, as(actor)),
		},
	],
	"POST /api/extensions": [{ expected: only(200, 404, "booker"), ...withHold("/api/extensions") }],
	"POST /api/releases": [{ expected: only(204, 404, "booker"), ...withHold("/api/releases") }],
	"POST /api/cancellations": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) =>
				post("/api/cancellations", { booking: inHand(actor, await booked()) }, undefined, as(actor)),
		},
	],
	"POST /api/moves": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) => {
				const wish = { booking: inHand(actor, await booked()), startsAt: nextStart() };
				return post("/api/moves", wish, undefined, as(actor));
			},
		},
	],
	"POST /api/form-bookings": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { ...wish(), ...booker(`${actor} Walks In By Form`), key: newKey() };
				const said = await postForm("/api/form-bookings", fields, as(actor));
				expect(said.headers.get("location")).toMatch(/^\/b\/[\w-]{44}\?booked=1$/);
				return said;
			},
		},
	],
	// Everybody is led to the page of that link, where the others find nothing.
	"POST /api/form-cancellations": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const ref = await booked();
				const said = await postForm("/api/form-cancellations", { booking: inHand(actor, ref) }, as(actor));
				expect(said.headers.get("location")).toBe(`/b/${inHand(actor, ref)}`);
				const [row] = await rows<{ state: string }>("select state from app.bookings where id = $1", [
					readRef(ref).bookingId,
				]);
				expect(row?.state).toBe(actor === "booker" ? "cancelled" : "confirmed");
				return said;
			},
		},
	],
	"POST /api/form-moves": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const [ref, startsAt] = [await booked(), nextStart()];
				const fields = { booking: inHand(actor, ref), startsAt, key: newKey() };
				const said = await postForm("/api/form-moves", fields, as(actor));
				const mine = actor === "booker";
				expect(said.headers.get("location")).toBe(`/b/${inHand(actor, ref)}${mine ? "?moved=1" : ""}`);
				const [row] = await rows<{ moves: number }>("select moves from app.bookings where id = $1", [
					readRef(ref).bookingId,
				]);
				expect(row?.moves).toBe(mine ? 1 : 0);
				return said;
			},
		},
	],
	"GET /api/calendars/[ref]": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) => ask("GET", `/api/calendars/${inHand(actor, await booked())}`, as(actor)),
		},
	],
	"GET /api/slots/[teacher]/[type]/[week]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/slots/${teacher}/lesson/${weekOf(startIn(3))}`, as(actor)),
		},
	],
};
