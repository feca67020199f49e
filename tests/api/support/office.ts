import { randomUUID } from "node:crypto";
import { inMinutes, type OpeningWish, openingWish } from "../../support/openings.ts";
import { ask } from "./ask.ts";
import { admin, type Fixture, rows } from "./school.ts";

/** Makes somebody staff of a school: before they sign in, since that is when a session finds out. */
export async function makeStaff(school: Fixture, email = `office@${school.handle}.example`): Promise<string> {
	await admin.query(
		"insert into app.staff (school_id, email) select id, $2 from app.schools where handle = $1",
		[school.handle, email],
	);
	return email;
}

type Body = Partial<OpeningWish> & { version?: number };

/** An opening that opened a minute ago, as a browser sends it, unless wished otherwise. */
export function openingBody({ version = 0, ...more }: Body = {}) {
	const wish = openingWish({
		bookings_each: 5,
		joins_at: inMinutes(-30),
		groups: [{ name: "Everybody", opens_at: inMinutes(-1) }],
		...more,
	});
	const { waiting_room, bookings_each, joins_at, closes_at, groups, ...same } = wish;
	return {
		...same,
		version,
		waitingRoom: waiting_room,
		bookingsEach: bookings_each,
		joinsAt: joins_at,
		closesAt: closes_at,
		groups: groups.map(({ name, opens_at }) => ({ name, opensAt: opens_at })),
	};
}

/** Makes an opening as staff do, and gives its id. */
export async function newOpening(cookie: string, more: Body = {}): Promise<string> {
	const id = randomUUID();
	const said = await ask("PUT", `/api/openings/${id}`, { cookie, body: openingBody(more) });
	if (said.status !== 200) throw new Error(`no opening: ${said.status} ${said.text}`);
	return id;
}

/** Invites a family as staff do, and gives the invitation's id. */
export async function invite(
	cookie: string,
	opening: string,
	email: string,
	name: string | null = null,
): Promise<string> {
	const body = { opening, families: [{ email, name, group: 0 }] };
	const said = await ask("POST", "/api/invitations", { cookie, body });
	if (said.status !== 200) throw new Error(`not invited: ${said.status} ${said.text}`);
	return invitationOf(opening, email);
}

export async function invitationOf(opening: string, email: string): Promise<string> {
	const [row] = await rows<{ id: string }>(
		"select id from app.invitations where opening_id = $1 and email = $2",
		[opening, email],
	);
	return row?.id ?? "";
}

export async function versionOf(opening: string): Promise<number> {
	const [row] = await rows<{ version: number }>("select version from app.openings where id = $1", [opening]);
	return row?.version ?? 0;
}
