import { expect } from "vitest";
import { weekOf } from "../../../../lib/time.ts";
import { ask, newKey, post, postForm } from "../ask.ts";
import { booker, startIn } from "../school.ts";
import { newOffer, newWait, stateOf } from "../waits.ts";
import { as, everyone, only, type Row } from "./actors.ts";
import { inHand, nextStart, secret, teacher } from "./belongings.ts";

const week = weekOf(startIn(3));

/** Waiting lists, by those who wait and by the teacher. */
export const ofWaits: Record<string, Row[]> = {
	"GET /api/full-times/[teacher]/[type]/[week]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/full-times/${teacher}/lesson/${week}`, as(actor)),
		},
	],
	"GET /api/full-times/[teacher]/[type]/[week]/[minutes]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/full-times/${teacher}/lesson/${week}/30`, as(actor)),
		},
	],
	"POST /api/waits": [
		{
			expected: everyone(201),
			attempt: async (actor) => {
				const { startsAt } = await newWait(teacher, nextStart());
				const wish = { teacher, type: "lesson", startsAt, ...booker(`${actor} Waits`) };
				return post("/api/waits", wish, undefined, as(actor));
			},
		},
	],
	"POST /api/form-waits": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const { startsAt } = await newWait(teacher, nextStart());
				const wish = { teacher, type: "lesson", when: `slot ${startsAt}`, key: newKey() };
				const said = await postForm(
					"/api/form-waits",
					{ ...wish, ...booker(`${actor} Waits Too`) },
					as(actor),
				);
				expect(said.headers.get("location")).toContain("place=2");
				return said;
			},
		},
	],
	// Everybody is led to the page of that link, where the others find nothing.
	"POST /api/form-acceptances": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const offered = await newOffer(teacher, nextStart(), secret);
				const fields = { wait: inHand(actor, offered.ref), name: secret, key: newKey() };
				const said = await postForm("/api/form-acceptances", fields, as(actor));
				expect(await stateOf(offered)).toBe(actor === "booker" ? "taken" : "offered");
				return said;
			},
		},
	],
	"POST /api/form-wait-departures": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const offered = await newOffer(teacher, nextStart(), secret);
				const fields = { wait: inHand(actor, offered.ref), what: "decline" };
				const said = await postForm("/api/form-wait-departures", fields, as(actor));
				expect(said.headers.get("location")).toBe(`/wait/${inHand(actor, offered.ref)}`);
				expect(await stateOf(offered)).toBe(actor === "booker" ? "declined" : "offered");
				return said;
			},
		},
	],
	"GET /api/seat-offers": [
		{ expected: only(200, 403, "operator"), attempt: (actor) => ask("GET", "/api/seat-offers", as(actor)) },
	],
	"GET /api/synthetic-bookings": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/synthetic-bookings", as(actor)),
		},
	],
	"POST /api/wait-removals": [
		{
			expected: {
				...only(404, 401, "colleague", "stranger"),
				"former teacher": 403,
				staff: 403,
				"other staff": 403,
				teacher: 204,
			},
			attempt: async (actor) => {
				const waited = await newWait(teacher, nextStart(), secret);
				const body = { wait: waited.id };
				const said = await ask("POST", "/api/wait-removals", { ...as(actor), body });
				expect(await stateOf(waited)).toBe(said.status === 204 ? "left" : "waiting");
				return said;
			},
		},
	],
};
