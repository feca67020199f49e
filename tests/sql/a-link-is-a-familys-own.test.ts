import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import {
	bookWith,
	getTicket,
	holdWith,
	invite,
	join,
	leave,
	opened,
	saveOpening,
	seedOffice,
	steer,
	step,
	takePass,
} from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call, codeOf } from "../support/verbs.ts";

type Mail = {
	id: string;
	kind: string;
	invitation: { invitation_id: string; link_version: number; email: string };
};

const { admin, serverUrl } = await ownDatabase();
const take = async () =>
	(await call<Mail[]>(admin, "take_mails", 1_000, 60, true)).filter(({ kind }) => kind === "invited");
const sent = async () => {
	const mails = await take();
	for (const { id } of mails) await call(admin, "mark_mail", id, null);
	return mails;
};
const forget = () => admin.query("delete from app.mails");
const pass = (time: string) =>
	admin.query("update app.mails set due_at = due_at - $1::interval, planned_at = planned_at - $1::interval", [
		time,
	]);

test("each family has one link by one mail, a little apart, and a list that comes again changes what is new alone", async () => {
	const office = await seedOffice(admin, "lists", ["lists"]);
	const opening = await saveOpening(admin, office, {
		groups: [0, 1].map((n) => ({
			name: `Group ${n}`,
			opens_at: new Date(Date.now() + 3_600_000 * (n + 1)).toISOString(),
		})),
	});
	const list = (families: object[]) =>
		call(admin, "invite_families", office.staff, opening.id, JSON.stringify(families));
	const ann = { email: "ann@home.example", name: "Ann", group: 0 };
	const ben = { email: "ben@home.example", name: "Ben", group: 0 };
	expect(await list([ben, ann])).toEqual({ added: 2, changed: 0, kept: 0 });
	expect(await list([ann, { ...ben, group: 1 }])).toEqual({ added: 0, changed: 1, kept: 1 });
	expect(
		await codeOf(
			list([
				{ ...ann, group: 2 },
				{ email: "cyd@home.example", name: "Cyd", group: 0 },
			]),
		),
	).toBe("INVAL");
	const { rows } = await admin.query(
		"select count(*)::integer as mails, max(due_at) - min(due_at) = interval '100 milliseconds' as apart from app.mails",
	);
	expect(rows).toEqual([{ mails: 2, apart: true }]);
	await pass("1 second");
	expect((await take()).map(({ invitation }) => invitation.email).sort()).toEqual([ann.email, ben.email]);
	await forget();
	// Who has taken a place keeps its group.
	const { rows: invited } = await admin.query("select id from app.invitations where email = $1", [ann.email]);
	const ticket = await join(admin, invited[0]);
	expect(await list([{ ...ann, group: 1, name: "Anna" }])).toEqual({ added: 0, changed: 1, kept: 0 });
	expect(await getTicket(admin, ticket)).toMatchObject({ group: 0 });
	const listed = await call(admin, "list_invitations", office.staff, opening.id, "ANNA home");
	expect(listed).toMatchObject({ count: 1, invitations: [{ name: "Anna", group: 0, booked: 0 }] });
});

test("a link that is sent again makes the one before worth nothing, and the place stays", async () => {
	const office = await seedOffice(admin, "again", ["again"]);
	const { opening, tickets, invitations } = await opened(admin, office, { families: 1 });
	const [ticket = never()] = tickets;
	const [invitation = never()] = invitations;
	await forget();
	await call(admin, "send_invitation", office.staff, opening.id, invitation.id);
	expect((await sent()).map((mail) => mail.invitation)).toMatchObject([
		{ invitation_id: invitation.id, link_version: 2 },
	]);
	expect(await codeOf(join(admin, invitation, 1))).toBe("NTFND");
	expect(await join(admin, invitation, 2)).toMatchObject({
		ticket_id: ticket.ticket_id,
		joined_at: ticket.joined_at,
		in_draw: true,
	});
});

test("a revoked link is worth nothing, nor is its place, until it is sent again", async () => {
	const office = await seedOffice(admin, "revoked", ["revoked"]);
	const { opening, tickets, invitations } = await opened(admin, office, { families: 2 });
	const [ticket = never()] = tickets;
	const [invitation = never()] = invitations;
	await takePass(admin, ticket);
	await forget();
	const revoke = () => call(admin, "revoke_invitation", office.staff, opening.id, invitation.id);
	await revoke();
	await revoke();
	expect(await codeOf(join(admin, invitation))).toBe("NTFND");
	expect(await codeOf(takePass(admin, ticket))).toBe("NTFND");
	expect(await codeOf(bookWith(admin, { teacher: "revoked", at: slotStart(0), ticket }))).toBe("QUEUE");
	await call(admin, "send_invitation", office.staff, opening.id, invitation.id);
	expect(await codeOf(join(admin, invitation, 1))).toBe("NTFND");
	expect(await join(admin, invitation, 2)).toMatchObject({ ticket_id: ticket.ticket_id, left_at: null });
	// Who had the old one keeps what they saw of the place, and can do nothing with it.
	expect(await codeOf(takePass(admin, ticket, 1))).toBe("NTFND");
	expect(await codeOf(getTicket(admin, ticket, 1))).toBe("NTFND");
	await leave(admin, ticket, 1);
	expect(await codeOf(takePass(admin, ticket, 2))).toBe("ok");
	expect(await getTicket(admin, ticket, 2)).toMatchObject({ left_at: null });
	expect(
		await codeOf(
			bookWith(admin, { teacher: "revoked", at: slotStart(0), ticket: { ...ticket, link_version: 2 } }),
		),
	).toBe("ok");
	// And a pass that was taken before is over with it.
	await call(admin, "send_invitation", office.staff, opening.id, invitation.id);
	expect(await codeOf(bookWith(admin, { teacher: "revoked", at: slotStart(1), ticket }))).toBe("QUEUE");
	await revoke();
	expect(await codeOf(getTicket(admin, ticket, 3))).toBe("NTFND");
	const { rowCount } = await admin.query(
		"select from app.bookings where ticket_id = $1 and state = 'confirmed'",
		[ticket.ticket_id],
	);
	expect(rowCount).toBe(1);
});

test("whoever came in by a link from before the family's own holds and books nothing by it, though the family is in meanwhile", async () => {
	const office = await seedOffice(admin, "stranger", ["stranger"]);
	const { opening, tickets, invitations } = await opened(admin, office, { families: 1, bookings_each: 2 });
	const [ticket = never()] = tickets;
	await takePass(admin, ticket);
	const wish = (n: number, link_version: number) => ({
		teacher: "stranger",
		at: slotStart(n),
		ticket: { ...ticket, link_version },
	});
	expect(await codeOf(holdWith(admin, wish(0, 1)))).toBe("ok");
	await call(admin, "send_invitation", office.staff, opening.id, invitations[0]?.id);
	await takePass(admin, ticket, 2);
	for (const claim of [holdWith, bookWith]) {
		expect(await codeOf(claim(admin, wish(1, 1)))).toBe("QUEUE");
		expect(await codeOf(claim(admin, wish(1, 3)))).toBe("QUEUE");
	}
	expect(await codeOf(bookWith(admin, wish(1, 2)))).toBe("ok");
	await forget();
});

test("staff book for a family whose link was sent again, and for one whose link was taken back", async () => {
	const office = await seedOffice(admin, "helped", ["helped"]);
	const { opening, invitations } = await opened(admin, office, { families: 2 });
	await call(admin, "send_invitation", office.staff, opening.id, invitations[0]?.id);
	await call(admin, "revoke_invitation", office.staff, opening.id, invitations[1]?.id);
	for (const [n, { email }] of invitations.entries()) {
		const wish = [randomUUID(), "helped", "lesson", slotStart(n), "N", email, "UTC"];
		expect(await codeOf(call(admin, "book_for", office.staff, opening.id, ...wish))).toBe("ok");
	}
	await forget();
});

test("the mail of one that is revoked meanwhile is not sent", async () => {
	const office = await seedOffice(admin, "unsent", ["unsent"]);
	const opening = await saveOpening(admin, office);
	await forget();
	const [family = never()] = await invite(admin, office, opening, 1);
	await call(admin, "revoke_invitation", office.staff, opening.id, family.id);
	expect(await take()).toEqual([]);
	const { rows } = await admin.query("select error from app.mails where invitation_id = $1", [family.id]);
	expect(rows).toEqual([{ error: "revoked meanwhile" }]);
	await forget();
});

test("nor is one whose opening is over by then", async () => {
	const office = await seedOffice(admin, "over", ["over"]);
	const opening = await saveOpening(admin, office);
	await invite(admin, office, opening, 3);
	await steer(admin, office, opening, "end");
	await pass("1 hour");
	expect(await take()).toEqual([]);
	const { rows } = await admin.query("select distinct error from app.mails where failed_at is not null");
	expect(rows).toEqual([{ error: "over meanwhile" }]);
	await forget();
});

test("whoever may come uninvited has a link by mail, one a minute, and hears the same each time", async () => {
	const office = await seedOffice(admin, "anyone", ["anyone"]);
	const opening = await saveOpening(admin, office, { audience: "anyone" });
	const ask = (email: string) => call(admin, "ask_invitation", opening.id, email);
	await forget();
	expect([await ask("new@home.example"), await ask("new@home.example")]).toEqual(["", ""]);
	const [mail] = await sent();
	expect(mail?.invitation).toMatchObject({ email: "new@home.example", link_version: 1 });
	await ask("new@home.example");
	await ask("new@home.example");
	expect(await sent()).toEqual([]);
	await pass("1 minute");
	expect(await sent()).toHaveLength(1);
	expect(await codeOf(join(admin, { id: mail?.invitation.invitation_id ?? "" }))).toBe("ok");
	// One that staff revoked hears the same, and gets nothing.
	await forget();
	await call(admin, "revoke_invitation", office.staff, opening.id, mail?.invitation.invitation_id);
	expect(await ask("new@home.example")).toBe("");
	expect(await take()).toEqual([]);
	await steer(admin, office, opening, "end");
	expect(await codeOf(ask("late@home.example"))).toBe("CLOSD");
});

test("who asks for one address every minute of two hours sends it six mails in each, and staff can still send it another", async () => {
	const office = await seedOffice(admin, "pestered", ["pestered"]);
	const opening = await saveOpening(admin, office, { audience: "anyone" });
	const other = await saveOpening(admin, office, { audience: "anyone" });
	const ask = ({ id }: { id: string }, email: string) => call(admin, "ask_invitation", id, email);
	await forget();
	const counts: number[] = [];
	for (let minute = 0; minute < 120; minute++) {
		expect(await ask(opening, "victim@home.example")).toBe("");
		counts.push((await sent()).length);
		await pass("1 minute");
	}
	const within = (from: number) => counts.slice(from, from + 60).reduce((sum, count) => sum + count, 0);
	expect(Array.from({ length: 61 }, (_, from) => within(from))).toEqual(Array(61).fill(6));
	// Nor is anybody else's link held up by it, and what they hear is the same.
	expect(await ask(opening, "other@home.example")).toBe("");
	expect(await ask(other, "victim@home.example")).toBe("");
	expect(await sent()).toHaveLength(2);
	await pass("1 minute");
	const { rows } = await admin.query(
		"select id from app.invitations where opening_id = $1 and email = 'victim@home.example'",
		[opening.id],
	);
	await call(admin, "send_invitation", office.staff, opening.id, rows[0].id);
	expect(await sent()).toMatchObject([{ invitation: { email: "victim@home.example", link_version: 2 } }]);
	await forget();
});

test("where only the invited may come, or no ticket is asked for, nobody is sent a link for asking", async () => {
	const office = await seedOffice(admin, "closed", ["closed"]);
	const invited = await saveOpening(admin, office);
	const free = await saveOpening(admin, office, { audience: "anyone", waiting_room: false });
	for (const { id } of [invited, free]) {
		expect(await codeOf(call(admin, "ask_invitation", id, "who@home.example"))).toBe("DNIED");
	}
	expect(await codeOf(call(admin, "ask_invitation", office.staff, "who@home.example"))).toBe("NTFND");
	expect(await codeOf(join(admin, { id: invited.id }))).toBe("NTFND");
});

test("a family that is revoked is called no more, and nobody's call is spent on it", async () => {
	const office = await seedOffice(admin, "skipped", ["skipped"]);
	const { opening, tickets, invitations } = await opened(admin, office, { families: 5, pace: 1 });
	const { rows } = await admin.query("select id from app.tickets where opening_id = $1 order by rank", [
		opening.id,
	]);
	const i = tickets.findIndex(({ ticket_id }) => ticket_id === rows[1].id);
	await call(admin, "revoke_invitation", office.staff, opening.id, invitations[i]?.id);
	await step(admin, opening, { pace: 1 });
	expect(await codeOf(takePass(admin, { ticket_id: rows[2].id }))).toBe("ok");
});

test("a link that is sent again while the mail before is on its way goes by a mail of its own", async () => {
	const office = await seedOffice(admin, "onitsway", ["onitsway"]);
	const opening = await saveOpening(admin, office);
	await forget();
	const [family = never()] = await invite(admin, office, opening, 1);
	const resend = () => call(admin, "send_invitation", office.staff, opening.id, family.id);
	await resend();
	const [first] = await take();
	expect(first?.invitation.link_version).toBe(2);
	await resend();
	await resend();
	await call(admin, "mark_mail", first?.id, null);
	await pass("1 minute");
	expect((await sent()).map(({ invitation }) => invitation.link_version)).toEqual([4]);
});

test("of twenty who ask for one address at once, one mail comes", async () => {
	const office = await seedOffice(admin, "buried", ["buried"]);
	const opening = await saveOpening(admin, office, { audience: "anyone" });
	const pool = new pg.Pool({ connectionString: serverUrl, max: 20 });
	const ask = () => call(pool, "ask_invitation", opening.id, "victim@home.example");
	await ask();
	await sent();
	await forget();
	await Promise.all(Array.from({ length: 20 }, () => pool.query("select pg_sleep(0.2)")));
	await Promise.all(Array.from({ length: 20 }, ask));
	await pool.end();
	const { rowCount } = await admin.query("select from app.mails where kind = 'invited'");
	expect(rowCount).toBe(1);
});

test("an opening has 20,000 families at most, and a list of those it has can come again", async () => {
	const office = await seedOffice(admin, "large", ["large"]);
	const opening = await saveOpening(admin, office);
	await admin.query(
		`insert into app.invitations (opening_id, group_id, email, name)
		select opening_id, id, 'known-' || n || '@home.example', 'N' from app.opening_groups, generate_series(1, 19999) as n
		where opening_id = $1`,
		[opening.id],
	);
	const list = (names: string[]) =>
		call(
			admin,
			"invite_families",
			office.staff,
			opening.id,
			JSON.stringify(names.map((name) => ({ email: `${name}@home.example`, name: "N", group: 0 }))),
		);
	expect(await codeOf(list(["one", "two"]))).toBe("LIMIT");
	expect(await list(["one", "known-1", "known-2"])).toEqual({ added: 1, changed: 0, kept: 2 });
	expect(await codeOf(list(["two"]))).toBe("LIMIT");
	expect(await list(["one", "known-1"])).toEqual({ added: 0, changed: 0, kept: 2 });
	await forget();
});

function never(): never {
	throw new Error("there is one");
}

test("a family is written to in the language that the list says, and one that asked itself in its own", async () => {
	const office = await seedOffice(admin, "tongues", ["tongues"]);
	const opening = await saveOpening(admin, office, {});
	const list = (families: object[]) =>
		call(admin, "invite_families", office.staff, opening.id, JSON.stringify(families));
	const spoken = async () =>
		(
			await admin.query("select language::text from app.invitations where opening_id = $1 order by email", [
				opening.id,
			])
		).rows.map(({ language }) => language);
	const family = (name: string, more = {}) => ({ email: `${name}@tongues.example`, name, group: 0, ...more });
	await list([family("ann", { language: "fr" }), family("ben")]);
	expect(await spoken()).toEqual(["fr", "en"]);
	await admin.query("update app.invitations set asked = true, language = 'es' where email = $1", [
		"ben@tongues.example",
	]);
	expect(await list([family("ann", { language: "de" }), family("ben", { language: "de" })])).toEqual({
		added: 0,
		changed: 1,
		kept: 1,
	});
	expect(await spoken()).toEqual(["de", "es"]);
	await list([family("ann")]);
	expect(await spoken()).toEqual(["de", "es"]);
	await expect(list([family("cyd", { language: "tlh" })])).rejects.toThrow("invalid input value");
});
