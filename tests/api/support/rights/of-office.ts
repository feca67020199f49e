import { expect } from "vitest";
import { ask, post } from "../ask.ts";
import { invitationOf, invite, openingBody, versionOf } from "../office.ts";
import { booker } from "../school.ts";
import { type Actor, as, cookies, type Row, school, staffOnly } from "./actors.ts";
import { opening, openingMore, openingTeacher, wish } from "./belongings.ts";

let families = 0;
const newFamily = () => `family-${++families}@${school.handle}.example`;
const steered = (act: string) => (actor: Actor) =>
	ask("POST", "/api/steerings", { ...as(actor), body: { opening, act } });
const withInvitation = (path: string) => async (actor: Actor) =>
	ask("POST", path, {
		...as(actor),
		body: { opening, invitation: await invite(cookies.staff ?? "", opening, newFamily()) },
	});

/** What is for a school's staff. */
export const ofOffice: Record<string, Row[]> = {
	"PUT /api/openings/[id]": [
		{
			expected: staffOnly(200),
			attempt: async (actor) => {
				const version = await versionOf(opening);
				const body = openingBody({ ...openingMore, version });
				const said = await ask("PUT", `/api/openings/${opening}`, { ...as(actor), body });
				expect(await versionOf(opening)).toBe(actor === "staff" ? version + 1 : version);
				return said;
			},
		},
		// Nor can another school's be taken over by its id as if it were new.
		{
			expected: staffOnly(409),
			attempt: (actor) => ask("PUT", `/api/openings/${opening}`, { ...as(actor), body: openingBody() }),
		},
	],
	"GET /api/openings/[id]/watch": [
		{
			expected: staffOnly(200),
			attempt: (actor) => ask("GET", `/api/openings/${opening}/watch`, as(actor)),
		},
	],
	"GET /api/openings/[id]/invitations": [
		{
			expected: staffOnly(200),
			attempt: (actor) => ask("GET", `/api/openings/${opening}/invitations?q=`, as(actor)),
		},
	],
	"POST /api/invitation-previews": [
		{
			expected: staffOnly(200),
			attempt: (actor) =>
				ask("POST", "/api/invitation-previews", {
					...as(actor),
					body: { opening, text: "email\na@b.example" },
				}),
		},
	],
	"POST /api/invitations": [
		{
			expected: staffOnly(200),
			attempt: async (actor) => {
				const email = newFamily();
				const body = { opening, families: [{ email, name: null, group: 0 }] };
				const said = await ask("POST", "/api/invitations", { ...as(actor), body });
				expect((await invitationOf(opening, email)) !== "").toBe(actor === "staff");
				return said;
			},
		},
	],
	"POST /api/invitation-mails": [
		{ expected: staffOnly(204), attempt: withInvitation("/api/invitation-mails") },
	],
	"POST /api/revocations": [{ expected: staffOnly(204), attempt: withInvitation("/api/revocations") }],
	"POST /api/steerings": [
		{ expected: staffOnly(200), attempt: steered("pause") },
		{ expected: staffOnly(200), attempt: steered("resume") },
	],
	"POST /api/assisted-bookings": [
		{
			expected: staffOnly(201),
			attempt: (actor) =>
				post(
					"/api/assisted-bookings",
					{
						...wish(),
						teacher: openingTeacher.handle,
						opening,
						...booker("Helped"),
						email: newFamily(),
					},
					undefined,
					as(actor),
				),
		},
	],
};
