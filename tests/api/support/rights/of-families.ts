import { expect } from "vitest";
import { ask, post, postForm } from "../ask.ts";
import { as, everyone, only, type Row, unknownEmail } from "./actors.ts";
import { link, linkOf, place, placeBy, placeOf, room, welcome } from "./belongings.ts";

/** Openings, as families meet them. */
export const ofFamilies: Record<string, Row[]> = {
	"POST /api/invitation-requests": [
		{
			expected: everyone(202),
			attempt: (actor) =>
				post(
					"/api/invitation-requests",
					{ opening: welcome.id, email: unknownEmail(actor) },
					undefined,
					as(actor),
				),
		},
		{
			expected: everyone(403),
			attempt: (actor) =>
				post(
					"/api/invitation-requests",
					{ opening: room.id, email: unknownEmail(actor) },
					undefined,
					as(actor),
				),
		},
	],
	"POST /api/tickets": [
		{
			expected: only(200, 404, "booker"),
			attempt: (actor) => post("/api/tickets", { invitation: linkOf(actor) }, undefined, as(actor)),
		},
	],
	"GET /api/tickets/[ref]": [
		{
			expected: only(200, 404, "booker"),
			attempt: (actor) => ask("GET", `/api/tickets/${placeBy(actor)}`, as(actor)),
		},
	],
	"POST /api/passes": [
		{
			expected: only(200, 404, "booker"),
			attempt: (actor) => post("/api/passes", { ticket: placeBy(actor) }, undefined, as(actor)),
		},
	],
	"POST /api/departures": [
		{
			expected: only(204, 404, "booker"),
			attempt: (actor) => post("/api/departures", { ticket: placeBy(actor) }, undefined, as(actor)),
		},
	],
	"GET /api/openings/[id]/status/[phase]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/openings/${room.id}/status/1`, as(actor)),
		},
	],
	"GET /api/openings/[id]/record": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/openings/${room.id}/record`, as(actor)),
		},
	],
	// A form is led back to its page, which says what became of it.
	"POST /api/form-tickets": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const said = await postForm(
					"/api/form-tickets",
					{ opening: room.id, invitation: linkOf(actor) },
					as(actor),
				);
				expect(said.headers.get("location")).toMatch(
					actor === "booker" ? /\?place=[\w-]{66}$/ : /\?no=NTFND$/,
				);
				expect(said.headers.getSetCookie().some((each) => each.startsWith("firstbell_place_"))).toBe(
					actor === "booker",
				);
				return said;
			},
		},
	],
	"POST /api/form-passes": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { opening: room.id, invitation: linkOf(actor), ticket: placeBy(actor) };
				const said = await postForm("/api/form-passes", fields, as(actor));
				expect(said.headers.get("location")).toMatch(
					actor === "booker" ? /\?place=[\w-]{66}$/ : /&no=NTFND$/,
				);
				expect(said.headers.getSetCookie().some((each) => each.startsWith("firstbell_pass_"))).toBe(
					actor === "booker",
				);
				return said;
			},
		},
	],
	"POST /api/form-departures": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				await placeOf(link);
				const fields = { opening: room.id, invitation: linkOf(actor), ticket: placeBy(actor) };
				const said = await postForm("/api/form-departures", fields, as(actor));
				expect(said.headers.get("location")).toMatch(
					actor === "booker" ? /\?place=[\w-]{66}$/ : /&no=NTFND$/,
				);
				expect((await ask("GET", `/api/tickets/${place}`)).json.left).toBe(actor === "booker");
				return said;
			},
		},
	],
	"POST /api/form-invitation-requests": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { opening: welcome.id, email: `form.${unknownEmail(actor)}` };
				const said = await postForm("/api/form-invitation-requests", fields, as(actor));
				expect(said.headers.get("location")).toBe(`/opening/${welcome.id}/asked`);
				return said;
			},
		},
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { opening: room.id, email: `form.${unknownEmail(actor)}` };
				const said = await postForm("/api/form-invitation-requests", fields, as(actor));
				expect(said.headers.get("location")).toBe(`/opening/${room.id}/asked?no=DNIED`);
				return said;
			},
		},
	],
};
