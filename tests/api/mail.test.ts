import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { type BookingMail, composeMail, type DueMail } from "../../lib/mail/compose-mail.ts";
import type { InvitationAnswer } from "../../lib/mail/invite-letter.ts";
import { readInvitation } from "../../lib/openings/ref.ts";
import { ask, post } from "./support/ask.ts";
import { invite, makeStaff, newOpening } from "./support/office.ts";
import { admin, newSchool, rows } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

function due(wish: Partial<BookingMail> & { name?: string; zone?: string } = {}): BookingMail {
	return {
		id: randomUUID(),
		kind: "confirmed",
		recipient: "booker",
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
			teacher: {
				handle: "test-teacher",
				name: "Testing Teacher",
				email: "teacher@school.example",
				time_zone: "Europe/Berlin",
				school: "Testing School",
			},
			type: { handle: "lesson", name: "Lesson" },
			...{ place_kind: "unsaid", place: "", answers: [], series: null },
			name: wish.name ?? "Käthe O’Hara",
			email: "booker@booker.example",
			time_zone: wish.zone ?? "Asia/Kathmandu",
			moves: 0,
			moved_from: null,
		},
		...wish,
	};
}

afterEach(() => void vi.useRealTimers());

describe("the booker's mail", () => {
	test("says the time in both zones, the booker's first", () => {
		const { text, html, subject, to } = composeMail(due());
		expect(to).toBe("booker@booker.example");
		expect(subject).toBe("Booked: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
		for (const body of [text, html]) {
			expect(body).toContain("Monday 30 November 2026, 13:45 – 14:15, Kathmandu (UTC+5:45)");
			expect(body).toContain("Monday 30 November 2026, 9:00 – 9:30, Berlin (UTC+1)");
			expect(body.indexOf("Kathmandu")).toBeLessThan(body.indexOf("Berlin"));
		}
	});

	test("says it once where the clocks are the same", () => {
		expect(composeMail(due({ zone: "Europe/Paris" })).text.match(/30 November/g)).toHaveLength(1);
	});

	test("has a link that opens this booking and no other, and a calendar with the same link", () => {
		const mail = due();
		const { text, calendar } = composeMail(mail);
		const ref = text.match(/\/b\/([\w-]{44})/)?.[1] ?? "";
		expect(readRef(ref)).toEqual({ bookingId: mail.booking.booking_id, linkVersion: 1 });
		expect(calendar?.text.replaceAll("\r\n ", "")).toContain(ref);
	});

	test("of a booking that moved says when it was and when it is, with the same calendar entry and a higher SEQUENCE", () => {
		const before = due();
		const moved = { moves: 2, moved_from: "2026-11-30T07:00:00+00:00" };
		const { subject, text, calendar } = composeMail({
			...before,
			kind: "moved",
			recipient: "booker",
			booking: { ...before.booking, ...moved },
		});
		expect(subject).toBe("Moved: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
		expect(text).toContain("It was Mon 30 Nov, 12:45. Now it is:");
		expect(text).toContain("Monday 30 November 2026, 13:45 – 14:15, Kathmandu (UTC+5:45)");
		const uid = `UID:${before.booking.booking_id}@`;
		expect(composeMail(before).calendar?.text).toContain(uid);
		expect(calendar?.text).toContain(uid);
		expect(calendar?.text).toContain("METHOD:PUBLISH");
		expect(calendar?.text).toContain("SEQUENCE:2");
	});

	test("does not tell the teacher's address, nor have it answered to", () => {
		for (const kind of ["confirmed", "cancelled", "moved"] as const)
			expect(JSON.stringify(composeMail(due({ kind, recipient: "booker" })))).not.toContain(
				"teacher@school.example",
			);
	});

	test("says until when it can be cancelled, in the booker's zone", () => {
		vi.setSystemTime("2026-11-29T08:00:00Z");
		const { text, html } = composeMail(due());
		for (const body of [text, html]) {
			expect(body).toContain("See or cancel your booking");
			expect(body).toContain("You can cancel until Sun 29 Nov, 13:45.");
		}
	});

	test("says that it cannot be cancelled online when that time has passed already", () => {
		vi.setSystemTime("2026-11-29T08:00:00.001Z");
		const { text, html } = composeMail(due());
		for (const body of [text, html]) {
			expect(body).toContain("It is so soon that it cannot be cancelled online any more.");
			expect(body).toContain("See your booking");
			expect(body).not.toContain("cancel until");
		}
	});

	test("names UTC once", () => {
		const { text } = composeMail(due({ zone: "UTC" }));
		expect(text).toContain("8:00 – 8:30, UTC\n");
		expect(text).not.toContain("(UTC)");
	});
});

describe("the mail of what the teacher cancelled", () => {
	const reason = "I am ill.\n<b>Sorry</b> & see you soon";
	const cancelled = (more: Partial<BookingMail["booking"]> = {}) => {
		const mail = due({ kind: "cancelled" });
		const state = { state: "cancelled", cancelled_by_teacher: true, cancel_reason: reason } as const;
		return { ...mail, booking: { ...mail.booking, ...state, ...more } };
	};

	test("says who cancelled and why, in the teacher's own lines, and leads to another time", () => {
		const { subject, text, html } = composeMail(cancelled());
		expect(subject).toBe("Cancelled: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
		expect(text).toContain("Testing Teacher has to cancel your time.");
		expect(text).toContain("\n\n> I am ill.\n> <b>Sorry</b> & see you soon\n\n");
		expect(html).toContain("I am ill.\n&lt;b&gt;Sorry&lt;/b&gt; &amp; see you soon</blockquote>");
		for (const body of [text, html]) expect(body).toContain(`${process.env.APP_URL}/t/test-teacher`);
	});

	test("takes the same event out of a calendar that has it", () => {
		const mail = cancelled();
		const lines = (text: string) => text.replaceAll("\r\n ", "").split("\r\n");
		const before = lines(composeMail({ ...mail, kind: "confirmed" }).calendar?.text ?? "");
		const after = lines(composeMail(mail).calendar?.text ?? "");
		const uid = before.find((line) => line.startsWith("UID:"));
		expect(before).toContain("SEQUENCE:0");
		expect(after).toEqual(expect.arrayContaining([uid, "METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"]));
	});

	test("has no empty quotation where no reason was given, and is not said of what the booker cancelled", () => {
		const silent = composeMail(cancelled({ cancel_reason: null }));
		expect(silent.html).not.toContain("blockquote");
		expect(silent.text).not.toContain("> ");
		const own = composeMail(cancelled({ cancelled_by_teacher: false, cancel_reason: null }));
		expect(own.text).toContain("your time with Testing Teacher is cancelled.");
		expect(own.text).not.toContain("has to cancel");
	});
});

describe("the teacher's mail", () => {
	test("names the student, says the teacher's time first, and has no key to the booking", () => {
		const { to, replyTo, subject, text, html, calendar } = composeMail(due({ recipient: "teacher" }));
		expect(to).toBe("teacher@school.example");
		expect(replyTo).toEqual({ name: "Käthe O’Hara", address: "booker@booker.example" });
		expect(subject).toBe("New booking: Käthe O’Hara, Mon 30 Nov, 9:00");
		expect(text.indexOf("Berlin")).toBeLessThan(text.indexOf("Kathmandu"));
		expect(text).toContain("booker@booker.example");
		expect(calendar).toBeUndefined();
		expect(`${text}${html}`).not.toMatch(/\/b\/[\w-]{44}/);
	});
});

describe("the invitation", () => {
	const invited = (more: Partial<InvitationAnswer> = {}): DueMail => ({
		id: randomUUID(),
		kind: "invited",
		recipient: "booker",
		created_at: "2026-11-01T10:00:00+00:00",
		invitation: {
			invitation_id: randomUUID(),
			link_version: 3,
			email: "family@home.example",
			name: "Familie Grün",
			opening_id: randomUUID(),
			opening: "Parents’ evening",
			school: "Testing School",
			joins_at: "2026-11-30T06:30:00+00:00",
			opens_at: "2026-11-30T07:00:00+00:00",
			waiting_room: true,
			bookings_each: 2,
			time_zone: "Europe/Berlin",
			...more,
		},
	});
	const invitationIn = (mail: DueMail) => (mail.kind === "invited" ? mail.invitation : undefined);

	test("has one Message-ID, and a link that opens this opening as this family", () => {
		const mail = invited();
		const [first, second] = [composeMail(mail), composeMail(mail)];
		expect(first.messageId).toBe(`<${mail.id}@${new URL(process.env.APP_URL ?? "").hostname}>`);
		expect(second.messageId).toBe(first.messageId);
		expect(first.to).toBe("family@home.example");
		const place = `${process.env.APP_URL}/opening/${invitationIn(mail)?.opening_id}`;
		// The reference comes after a #, where no server's log has it; and once more for who cannot open that.
		for (const sign of ["#", "/"]) {
			const ref = first.text.split(`${place}${sign}`)[1]?.slice(0, 44) ?? "";
			expect(readInvitation(ref)).toEqual({
				invitationId: invitationIn(mail)?.invitation_id,
				linkVersion: 3,
			});
		}
		expect(first.html).toContain(`href="${place}#`);
		expect(first.calendar).toBeUndefined();
	});

	test("says from when, when it opens by the school's clocks, how often, and that nobody has to be first", () => {
		vi.setSystemTime("2026-11-20T08:00:00Z");
		const { text, html, subject } = composeMail(invited());
		expect(subject).toBe("Your link for Parents’ evening");
		for (const body of [text, html]) {
			expect(body).toContain("Hello Familie Grün,");
			expect(body).toContain("Take your place from Monday 30 November 2026, 7:30, Berlin (UTC+1)");
			expect(body).toContain("Bookings open Monday 30 November 2026, 8:00, Berlin (UTC+1)");
			expect(body).toContain("You can book up to 2 times");
			expect(body).toContain("You need not be first");
		}
		const plain = composeMail(invited({ waiting_room: false, bookings_each: 1, name: null })).text;
		expect(plain).toContain("Hello,\n");
		expect(plain).toContain("You can book once");
		expect(plain).not.toMatch(/place from|by lot/);
	});

	test("says so once it is open", () => {
		vi.setSystemTime("2026-11-30T08:00:00Z");
		const { text } = composeMail(invited());
		expect(text).toContain("Open since Monday 30 November 2026, 8:00");
		expect(text).not.toMatch(/place from|You need not be first/);
	});
});

describe("an invitation on its way", () => {
	const family = (name: string) => `${name}@${randomUUID().slice(0, 8)}.example`;
	const refIn = (text: string) => text.match(/#([\w-]{44})/)?.[1] ?? "";
	const join = (invitation: string) => post("/api/tickets", { invitation });
	const waitFor = async (email: string, count: number) => {
		await expect.poll(async () => (await mailsTo(email)).length, { timeout: 15_000 }).toBe(count);
		return mailsTo(email);
	};

	test("opens the opening that it names; sent again, only the newest link does; revoked, none and no mail", async () => {
		const school = await newSchool();
		const cookie = await signIn(await makeStaff(school));
		const opening = await newOpening(cookie);
		const email = family("sent");
		const invitation = await invite(cookie, opening, email, "Familie Sent");
		const [first] = await waitFor(email, 1);
		const old = refIn(first?.text ?? "");
		expect(first?.text).toContain(`/opening/${opening}#`);
		expect((await join(old)).json).toMatchObject({ opening });

		// The mail before it is more than a minute old.
		await admin.query(
			"update app.mails set planned_at = planned_at - interval '2 minutes' where invitation_id = $1",
			[invitation],
		);
		const body = { opening, invitation };
		expect((await ask("POST", "/api/invitation-mails", { cookie, body })).status).toBe(204);
		const mails = await waitFor(email, 2);
		const fresh = mails.map(({ text }) => refIn(text)).find((ref) => ref !== old) ?? "";
		const no = await join(old);
		expect([no.status, no.error?.code]).toEqual([404, "NTFND"]);
		expect((await join(fresh)).json).toMatchObject({ opening });
		const ids = mails.map(({ headers }) => headers.find(([name]) => /^message-id$/i.test(name))?.[1]);
		expect(new Set(ids).size).toBe(2);

		expect((await ask("POST", "/api/revocations", { cookie, body })).status).toBe(204);
		expect((await join(fresh)).error?.code).toBe("NTFND");
	});

	test("is not sent to who was revoked meanwhile, and is to who is invited again a moment later", async () => {
		const school = await newSchool();
		const cookie = await signIn(await makeStaff(school));
		const opening = await newOpening(cookie);
		const email = family("revoked");
		// It waits for its turn behind another mail to this address, and is revoked there.
		await admin.query(
			`insert into app.mails (invitation_id, kind, recipient, addressee, planned_at, due_at, sent_at)
			select $1, 'invited', 'booker', md5($2)::uuid, now(), now(), now()`,
			[await invite(cookie, await newOpening(cookie), family("other")), email],
		);
		const invitation = await invite(cookie, opening, email);
		const body = { opening, invitation };
		await ask("POST", "/api/revocations", { cookie, body });
		await admin.query("update app.mails set due_at = now() where invitation_id = $1", [invitation]);
		const state = async () =>
			(await rows("select error, sent_at from app.mails where invitation_id = $1", [invitation]))[0];
		await expect.poll(state, { timeout: 15_000 }).toEqual({ error: "revoked meanwhile", sent_at: null });
		expect(await mailsTo(email)).toEqual([]);

		await ask("POST", "/api/invitation-mails", { cookie, body });
		await admin.query("update app.mails set due_at = now() where invitation_id = $1 and failed_at is null", [
			invitation,
		]);
		const [again] = await waitFor(email, 1);
		expect((await join(refIn(again?.text ?? ""))).json).toMatchObject({ opening });
	});
});

test("a name with HTML in it stays text", () => {
	const { html } = composeMail(due({ recipient: "teacher", name: `<img src=x onerror=alert(1)>"'&` }));
	expect(html).not.toContain("<img");
	expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
});

test("a mail that is sent twice is seen to be one, by its Message-ID and date", () => {
	const mail = due({ kind: "cancelled" });
	const [first, second] = [composeMail(mail), composeMail(mail)];
	expect(first.messageId).toBe(`<${mail.id}@${new URL(process.env.APP_URL ?? "").hostname}>`);
	expect(second.messageId).toBe(first.messageId);
	expect(second.date).toEqual(first.date);
});

test("a cancelled booking's mail says so and takes the entry out of the calendar", () => {
	const { subject, calendar, text } = composeMail(due({ kind: "cancelled" }));
	expect(subject).toMatch(/^Cancelled: /);
	expect(calendar?.text).toContain("METHOD:CANCEL");
	expect(text).toContain("/t/test-teacher");
});
