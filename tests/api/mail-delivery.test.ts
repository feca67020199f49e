import { randomUUID } from "node:crypto";
import { simpleParser } from "mailparser";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { isNoAddress, isRefusedForGood } from "../../lib/mail/refused.ts";
import { everyHour, typeWish } from "../support/import-wish.ts";
import { ownDatabase } from "../support/own-database.ts";

const seen: { to: string; messageId: string; text: string }[] = [];
let refuse = (_to: string) => false;
/** What the server says to who names this recipient: `550 5.1.1 …`. */
let refuseAtOnce = (_to: string): string | undefined => undefined;
let pauseMs = 0;
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ["STARTTLS"],
	onRcptTo({ address }, _session, done) {
		const no = refuseAtOnce(address);
		done(no ? Object.assign(new Error(no), { responseCode: Number(no.slice(0, 3)) }) : undefined);
	},
	onData(stream, session, done) {
		let text = "";
		stream.on("data", (chunk) => {
			text += chunk;
		});
		stream.on("end", async () => {
			await new Promise((wake) => setTimeout(wake, pauseMs));
			const to = session.envelope.rcptTo[0]?.address ?? "";
			if (refuse(to)) return done(Object.assign(new Error("not now"), { responseCode: 451 }));
			seen.push({ to, messageId: text.match(/^message-id: (.*)$/im)?.[1] ?? "", text });
			done();
		});
	},
});

// A database of its own: the app's cron drains the other one.
const { admin: own, serverUrl } = await ownDatabase();
process.env.DATABASE_URL = serverUrl;
// The app's pool lives as long as its process and has no way to be closed: who saw it connect closes it here.
const connects = vi.spyOn(pg.Pool.prototype, "connect");
const pools = new Set<pg.Pool>();

beforeAll(async () => {
	await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
	const address = server.server.address();
	process.env.SMTP_URL = `smtp://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

afterEach(() => {
	for (const pool of connects.mock.contexts) pools.add(pool as pg.Pool);
});

afterAll(async () => {
	server.close();
	for (const pool of pools) await pool.end();
});

test("every mail goes out once, and one that is not taken comes again without holding up the others", async () => {
	const { deliverMails } = await import("../../lib/mail/deliver-mails.ts");
	await book(30);
	refuse = (to) => to.startsWith("b7@");
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	expect(await deliverMails(10_000)).toEqual({ sent: 59, failed: 1 });
	expect(log.mock.calls).toEqual([
		[expect.stringMatching(/^mail not sent: mail [\da-f-]{36}, why E\w+ .*451$/)],
	]);
	log.mockRestore();
	expect(new Set(seen.map(({ messageId }) => messageId)).size).toBe(59);
	expect(await deliverMails(10_000), "it waits for its next turn").toEqual({ sent: 0, failed: 0 });

	refuse = () => false;
	await own.query("update app.mails set due_at = now() where sent_at is null");
	expect(await deliverMails(10_000)).toEqual({ sent: 1, failed: 0 });
	expect(seen.filter(({ to }) => to.startsWith("b7@"))).toHaveLength(1);
	expect(seen.every(({ messageId }) => /^<[0-9a-f-]{36}@/.test(messageId))).toBe(true);
});

test("one who asks while mails are going out is not forgotten", async () => {
	const { deliverMails } = await import("../../lib/mail/deliver-mails.ts");
	await book(5, 40);
	const first = deliverMails(10_000);
	await book(5, 50);
	const [one, two] = await Promise.all([first, deliverMails(10_000)]);
	await deliverMails(10_000);
	expect(one.sent).toBeGreaterThan(0);
	expect(two).toBeDefined();
	const { rows } = await own.query(
		"select count(*)::integer as waiting from app.mails where sent_at is null",
	);
	expect(rows[0].waiting).toBe(0);
});

test("a slow mail server does not hold the run past its deadline, and what was not begun comes again", async () => {
	const { deliverMails } = await import("../../lib/mail/deliver-mails.ts");
	await book(10, 60);
	pauseMs = 400;
	const began = Date.now();
	const { sent } = await deliverMails(600);
	pauseMs = 0;
	expect(Date.now() - began).toBeLessThan(2_000);
	expect(sent).toBeGreaterThan(0);
	expect(sent).toBeLessThan(20);
	await own.query("update app.mails set due_at = now() where sent_at is null");
	expect((await deliverMails(10_000)).sent).toBe(20 - sent);
});

test("an address that the server refuses for good is tried once, what it refuses of us comes again, and what is kept of it names nobody", async () => {
	const { deliverMails } = await import("../../lib/mail/deliver-mails.ts");
	await book(5, 80);
	const says: Record<string, string> = {
		b80: "550 5.1.1 <b80@booker.example>: no such user here",
		b81: "552 5.2.2 b81 has a full mailbox",
		b82: "550 5.7.1 we do not want mails from you, b82",
		b83: "450 4.2.1 b83 is busy, come again",
		b84: "554 5.7.1 <b84@booker.example>: Relay access denied",
	};
	refuseAtOnce = (to) => says[to.split("@")[0] ?? ""];
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	expect(await deliverMails(10_000)).toEqual({ sent: 5, failed: 5 });
	expect(log.mock.calls.flat().join()).not.toMatch(/\bb8[0-4]\b|@/);
	log.mockRestore();
	refuseAtOnce = () => undefined;
	const { rows } = await own.query(
		`select left(booking.email, 3) as who, mail.error, mail.bounced_at is not null as bounced, mail.failed_at is not null as failed,
			exists (select from app.mail_wishes wish where wish.addressee = md5(booking.email)::uuid) as gone
		from app.mails mail join app.bookings booking on booking.id = mail.booking_id where mail.error is not null and mail.sent_at is null order by 1`,
	);
	const no = (code: string) => `EENVELOPE RCPT TO ${code}`;
	expect(rows).toEqual([
		{ who: "b80", error: no("550 5.1.1"), bounced: true, failed: true, gone: true },
		{ who: "b81", error: no("552 5.2.2"), bounced: true, failed: true, gone: false },
		{ who: "b82", error: no("550 5.7.1"), bounced: false, failed: false, gone: false },
		{ who: "b83", error: no("450 4.2.1"), bounced: false, failed: false, gone: false },
		{ who: "b84", error: no("554 5.7.1"), bounced: false, failed: false, gone: false },
	]);
	await own.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	expect(await deliverMails(10_000), "who was busy, and whoever has let us in").toEqual({
		sent: 3,
		failed: 0,
	});
});

/** What nodemailer throws where a server says this to `RCPT TO`. */
const saidOfRecipient = (said: string) =>
	Object.assign(new Error(`Can't send mail: ${said}`), {
		...{ command: "RCPT TO", responseCode: Number(said.slice(0, 3)), response: said },
	});

test.each([
	["550 5.1.1 <b@booker.example>: Recipient address rejected", true],
	["550 5.1.10 the domain takes no mail", true],
	["550 5.2.1 the account is disabled", true],
	["552 5.2.2 the mailbox is full", true],
	["550 5.4.1 Recipient address rejected: Access denied", true],
	["550 5.0.0 User unknown", true],
	["550 rejected", true],
	["552 the mailbox is full", true],
	["556 the domain takes no mail", true],
	// Whom it is for is no word on us, whatever they are called.
	["550 5.1.1 <sender@relay.example>: no such user", true],
	// What we may do there, by its status,
	["554 5.7.1 <b@booker.example>: Relay access denied", false],
	["550 5.7.1 we do not want mails from you", false],
	["530 5.7.0 Must issue a STARTTLS command first", false],
	["553 sorry, that domain is not in my list (#5.7.1)", false],
	["550 5.1.8 unknown sender", false],
	["550 5.4.5 Daily sending quota exceeded", false],
	["530 5.5.1 Authentication Required", false],
	["550 5.3.4 too big for us", false],
	// and by its words or its code alone.
	["550 relay not permitted", false],
	["550 Relaying denied", false],
	["550 5.4.1 [b@booker.example]: Relay access denied", false],
	["553 sorry, that domain isn't in my list of allowed rcpthosts", false],
	["550 5.1.0 <a@school.example>: Sender address rejected: User unknown", false],
	["550 rejected, since 185.5.1.1 is on a block list", false],
	["554 no", false],
	["503 first say who you are", false],
	["450 4.2.1 come again", false],
	["550 4.7.1 come again", false],
])("after “%s” an address need not be asked again: %s", (said, forGood) => {
	expect(isRefusedForGood(saidOfRecipient(said))).toBe(forGood);
});

test.each([
	["550 5.1.1 <b@booker.example>: Recipient address rejected", true],
	["550 5.1.10 the domain takes no mail", true],
	["550 5.2.1 the account is disabled", true],
	["550 No such user here", true],
	["551 User unknown; try elsewhere", true],
	["553 sorry, that mailbox does not exist", true],
	// A sender that is not liked, a mailbox that is full, a relay that is not ours: whatever the words say beside it.
	["550 5.1.8 unknown sender", false],
	["552 5.2.2 the mailbox is full", false],
	["550 5.7.1 no such user may relay", false],
	["550 no such user may relay", false],
	["550 5.1.0 <a@school.example>: Sender address rejected: User unknown", false],
	["554 no such user", false],
	// It may be anything.
	["550 Requested action not taken: mailbox unavailable", false],
	["550 rejected", false],
	["550 <unknown@booker.example> rejected", false],
	["550 rejected, since 185.5.1.1 is known to us", false],
	["450 no such user yet", false],
])("of “%s” it is said whether there is nobody: %s", (said, nobody) => {
	const error = saidOfRecipient(said);
	expect(isNoAddress(error)).toBe(nobody);
	// What is not of the recipient is no word on them.
	expect(isNoAddress(Object.assign(error, { command: "DATA" }))).toBe(false);
});

test("a reminder says on the wire how it is switched off by one click, and a confirmation does not", async () => {
	const { deliverMails } = await import("../../lib/mail/deliver-mails.ts");
	const { planReminders } = await import("../../lib/mail/plan-reminders.ts");
	await book(1, 90);
	await own.query("update app.appointment_types set reminder_minutes = '{60}'");
	await own.query(
		`update app.bookings set confirmed_at = now() - interval '1 day',
			during = tstzrange(now() + interval '59 minutes', now() + interval '119 minutes') where email = 'b90@booker.example'`,
	);
	expect(await planReminders()).toBe(1);
	const already = seen.length;
	expect(await deliverMails(10_000)).toEqual({ sent: 3, failed: 0 });
	const mails = await Promise.all(seen.slice(already).map(({ text }) => simpleParser(text)));
	for (const { subject, headers } of mails) {
		const isReminder = subject?.startsWith("Reminder: ");
		const named = headers.get("list") as
			| { unsubscribe?: { url: string }; "unsubscribe-post"?: unknown }
			| undefined;
		expect(named?.unsubscribe?.url).toEqual(
			isReminder
				? expect.stringMatching(`^${process.env.APP_URL}/api/unsubscriptions/[\\w-]{43}$`)
				: undefined,
		);
		expect(named?.["unsubscribe-post"] !== undefined).toBe(isReminder);
	}
	expect(mails.filter(({ subject }) => subject?.startsWith("Reminder: "))).toHaveLength(1);
	expect(
		seen
			.slice(already)
			.map(({ text }) => text)
			.join(),
	).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
});

test("a mark that is lost stops no other mail", async () => {
	const { deliverMails } = await import("../../lib/mail/deliver-mails.ts");
	await book(3, 75);
	const already = seen.length;
	const law = (await own.query("select pg_get_functiondef('api.mark_mail'::regproc) as law")).rows[0].law;
	await own.query(law.replace("update app.mails", "select 1 / 0; update app.mails"));
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	await expect(deliverMails(10_000)).resolves.toEqual({ sent: 6, failed: 0 });
	expect(log.mock.calls.filter(([what]) => /^mail not marked: /.test(what))).toHaveLength(6);
	log.mockRestore();
	await own.query(law);
	await own.query("update app.mails set due_at = now() where sent_at is null");
	expect(await deliverMails(10_000)).toEqual({ sent: 6, failed: 0 });
	const ids = seen.slice(already).map(({ messageId }) => messageId);
	expect(ids).toHaveLength(12);
	expect(new Set(ids).size, "each twice, and each time the same").toBe(6);
});

test("no name makes a header, a recipient or a second calendar entry, as another parser reads the wire", async () => {
	const { sendMail } = await import("../../lib/mail/transport.ts");
	const { composeMail } = await import("../../lib/mail/compose-mail.ts");
	const hostile = 'Eve\r\nBcc: spy@spy.example\r\n\r\nSUMMARY:x", <spy@spy.example>, 👩‍🏫 Ünal';
	const already = seen.length;
	for (const recipient of ["booker", "teacher"] as const) {
		await sendMail(
			composeMail({
				id: randomUUID(),
				kind: "confirmed",
				recipient,
				created_at: "2026-11-01T10:00:00+00:00",
				booking: {
					booking_id: randomUUID(),
					link_version: 1,
					state: "confirmed",
					starts_at: "2026-11-30T08:00:00+00:00",
					ends_at: "2026-11-30T08:30:00+00:00",
					cancelled_by_teacher: false,
					cancel_reason: null,
					cancel_until: "2026-11-29T08:00:00+00:00",
					...{ decide_until: null, decided_at: null, has_lapsed: false },
					teacher: {
						handle: "t",
						name: hostile,
						email: "t@school.example",
						time_zone: "Europe/Berlin",
						school: hostile,
					},
					type: { handle: "lesson", name: hostile },
					...{ place_kind: "address", place: hostile, follow_up_text: hostile, series: null },
					answers: [{ label: hostile, answer: hostile }],
					name: hostile,
					email: "eve@booker.example",
					time_zone: "Asia/Kathmandu",
					language: "en",
					moves: 0,
					moved_from: null,
					told_start: null,
					moved_by_teacher: false,
					moved_by_hand: false,
					move_message: null,
					is_offered: true,
				},
			}),
		);
	}
	const [booker, teacher] = await Promise.all(seen.slice(already).map(({ text }) => simpleParser(text)));
	expect(seen.slice(already).map(({ to }) => to)).toEqual(["eve@booker.example", "t@school.example"]);
	for (const mail of [booker, teacher]) {
		expect(mail?.headers.has("bcc")).toBe(false);
		expect(mail?.subject).toContain("Bcc: spy@spy.example");
		expect(mail?.subject).toContain("👩‍🏫 Ünal");
		expect(mail?.html).toContain("&lt;spy@spy.example&gt;");
	}
	expect(teacher?.headers.get("reply-to")).toMatchObject({
		value: [{ address: "eve@booker.example", name: expect.stringContaining("spy@spy.example") }],
	});
	expect(booker?.headers.has("reply-to")).toBe(false);
	expect(seen[already]?.text.replace(/\r\n\s+/g, " ")).toMatch(
		/^content-type: text\/calendar; charset=utf-8; method=REQUEST$/im,
	);
	// Where calendars look for an invitation, and as a file.
	const calendars = booker?.attachments.map(({ content }) => content.toString()) ?? [];
	expect(booker?.attachments.map(({ contentType }) => contentType).sort()).toEqual([
		"application/ics",
		"text/calendar",
	]);
	for (const calendar of calendars) {
		expect(calendar.match(/^SUMMARY:/gm)).toHaveLength(1);
		expect(calendar.match(/^ATTENDEE[;:]/gm)).toHaveLength(1);
	}
});

async function book(count: number, from = 0): Promise<void> {
	await own.query("select app.import_school($1)", [
		JSON.stringify({
			handle: "mail-school",
			name: "Mail School",
			teachers: [
				{
					handle: "mail-teacher",
					name: "Mail Teacher",
					email: "mail-teacher@school.example",
					time_zone: "UTC",
					subjects: [],
					about: "",
					spans: everyHour,
					types: [typeWish({ duration_minutes: 60, cutoff_minutes: 0 })],
				},
			],
		}),
	]);
	const tomorrow = Math.ceil(Date.now() / 86_400_000) * 86_400_000;
	for (let i = from; i < from + count; i++) {
		const startsAt = new Date(tomorrow + i * 3_600_000).toISOString();
		await own.query("select api.book_slot($1, 'mail-teacher', 'lesson', $2, $3, $4, 'UTC')", [
			randomUUID(),
			startsAt,
			`Booker ${i}`,
			`b${i}@booker.example`,
		]);
	}
}
