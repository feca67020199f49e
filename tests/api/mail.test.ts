import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readDecision, readRef } from "../../lib/bookings/ref.ts";
import { type BookingMail, composeMail, type DueMail } from "../../lib/mail/compose-mail.ts";
import type { InvitationAnswer } from "../../lib/mail/letters/invited.ts";
import { addresseeOf, readWish } from "../../lib/mail/wish-ref.ts";
import { readLink } from "../../lib/mine/ref.ts";
import { readInvitation } from "../../lib/openings/ref.ts";
import { HURRY } from "../support/hurry.ts";
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
			...{ decide_until: null, decided_at: null, has_lapsed: false },
			teacher: {
				handle: "test-teacher",
				name: "Testing Teacher",
				email: "teacher@school.example",
				time_zone: "Europe/Berlin",
				school: "Testing School",
			},
			type: { handle: "lesson", name: "Lesson" },
			...{ place_kind: "unsaid", place: "", follow_up_text: "", answers: [], series: null },
			name: wish.name ?? "Käthe O’Hara",
			email: "booker@booker.example",
			time_zone: wish.zone ?? "Asia/Kathmandu",
			language: "en",
			moves: 0,
			...{
				moved_from: null,
				told_start: null,
				moved_by_teacher: false,
				moved_by_hand: false,
				move_message: null,
				is_offered: true,
			},
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
		const moved = { moves: 2, moved_from: "2026-11-30T07:00:00+00:00", moved_by_teacher: true };
		const { subject, text, calendar } = composeMail({
			...before,
			kind: "moved",
			recipient: "booker",
			booking: { ...before.booking, ...moved },
		});
		expect(subject).toBe("Moved: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
		expect(text).toContain("has moved: Testing Teacher keeps to another time zone now.");
		expect(text).toContain("It was Mon 30 Nov, 12:45. Now it is:");
		expect(text).toContain("Monday 30 November 2026, 13:45 – 14:15, Kathmandu (UTC+5:45)");
		const uid = `UID:${before.booking.booking_id}@`;
		expect(composeMail(before).calendar?.text).toContain(uid);
		expect(calendar?.text).toContain(uid);
		expect(calendar?.text).toContain("METHOD:REQUEST");
		expect(calendar?.text).toContain("SEQUENCE:2");
	});

	test.each([
		["en", "Testing Teacher has to move your time. It was Mon 30 Nov, 12:45. Now it is:"],
		["de", "Testing Teacher muss Ihren Termin verschieben."],
		["fr", "Testing Teacher doit déplacer votre rendez-vous."],
		["es", "Testing Teacher tiene que cambiar la hora de tu cita."],
	] as const)("of what the teacher moved by hand says so in %s, with their words", (language, words) => {
		const mail = due({ kind: "moved" });
		const moved = { moves: 1, moved_from: "2026-11-30T07:00:00+00:00", moved_by_teacher: true };
		const booking = { ...mail.booking, ...moved, moved_by_hand: true, move_message: "The hall\nis taken." };
		const { text, html } = composeMail({ ...mail, booking: { ...booking, language } });
		expect(text).toContain(words);
		expect(text).toContain("> The hall\n> is taken.");
		expect(html).toContain("is taken.");
	});

	test("of what they moved themselves says when it was and when it is, and so does the teacher's, by their own clock", () => {
		const mail = due({ kind: "moved" });
		const booking = { ...mail.booking, moves: 1, moved_from: "2026-11-30T07:00:00+00:00" };
		const { text, calendar } = composeMail({ ...mail, booking });
		expect(text).toContain("your time with Testing Teacher has moved. It was Mon 30 Nov, 12:45. Now it is:");
		expect(calendar?.text).toContain("SEQUENCE:1");
		const told = composeMail({ ...mail, kind: "moved", recipient: "teacher", booking });
		expect(told.subject).toBe("Moved: Käthe O’Hara, Mon 30 Nov, 9:00");
		expect(told.text).toContain("Käthe O’Hara has moved a booking");
		expect(told.text).toContain("It was Mon 30 Nov, 8:00. Now it is:");
		expect(told.text).toContain("Monday 30 November 2026, 9:00 – 9:30, Berlin (UTC+1)");
		expect([told.to, told.calendar]).toEqual(["teacher@school.example", undefined]);
	});

	test("leads to all bookings of the address at its end, and the teacher's does not", () => {
		const ofBooker = composeMail(due());
		expect(ofBooker.text).toMatch(/– Firstbell\nAll your bookings: \S+\/mine\n$/);
		expect(ofBooker.html).toMatch(/<a href="[^"]+\/mine"[^>]*>All your bookings<\/a>/);
		expect(composeMail(due({ recipient: "teacher" })).text).not.toContain("/mine");
	});

	test("does not tell the teacher's address, nor have it answered to", () => {
		for (const kind of ["confirmed", "cancelled", "moved", "reminder", "follow_up"] as const)
			expect(JSON.stringify(composeMail(due({ kind, recipient: "booker" })))).not.toContain(
				"teacher@school.example",
			);
	});

	test("says until when it can be moved or cancelled, in the booker's zone", () => {
		vi.setSystemTime("2026-11-29T08:00:00Z");
		const { text, html } = composeMail(due());
		for (const body of [text, html]) {
			expect(body).toContain("See, move or cancel your booking");
			expect(body).toContain("You can move or cancel it until Sun 29 Nov, 13:45.");
		}
		const mail = due();
		expect(composeMail({ ...mail, booking: { ...mail.booking, is_offered: false } }).text).toContain(
			"You can cancel it until Sun 29 Nov, 13:45.",
		);
	});

	test("says that it cannot be moved or cancelled online when that time has passed already", () => {
		vi.setSystemTime("2026-11-29T08:00:00.001Z");
		const { text, html } = composeMail(due());
		for (const body of [text, html]) {
			expect(body).toContain("It is so soon that it cannot be moved or cancelled online any more.");
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

	test("what the booker says of it is for the teacher, and for no address that anybody typed", () => {
		const own = cancelled({ cancelled_by_teacher: false });
		for (const body of [composeMail(own).text, composeMail(own).html]) expect(body).not.toContain("ill");
		const { text, html } = composeMail({ ...own, kind: "cancelled", recipient: "teacher" });
		expect(text).toContain("\n\n> I am ill.\n> <b>Sorry</b> & see you soon\n\n");
		expect(html).toContain("I am ill.\n&lt;b&gt;Sorry&lt;/b&gt; &amp; see you soon</blockquote>");
		const byTeacher = composeMail({ ...cancelled(), kind: "cancelled", recipient: "teacher" });
		expect(byTeacher.text).not.toContain("I am ill.");
	});
});

describe("the mails of what is only asked for", () => {
	const asked = (wish: Partial<BookingMail>, more: Partial<BookingMail["booking"]> = {}) => {
		const mail = due(wish);
		const state = { state: "pending", decide_until: "2026-11-28T08:00:00+00:00" } as const;
		return { ...mail, booking: { ...mail.booking, ...state, ...more } } as BookingMail;
	};

	test("the booker hears until when there is an answer, and has no entry for a calendar yet", () => {
		const { subject, text, calendar } = composeMail(asked({ kind: "requested" }));
		expect(subject).toBe("Asked for: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
		expect(text).toContain("you will have an answer by Sat 28 Nov, 13:45");
		expect(text).toMatch(/\/b\/[\w-]{44}/);
		expect(`${text}${subject}`).not.toMatch(/\/decide\/|teacher@school\.example/);
		expect(calendar).toBeUndefined();
	});

	test("the teacher alone has the link to decide, with who asks and what they said", () => {
		const answers = [{ label: "Which piece?", answer: "Für Elise" }];
		const mail = asked({ kind: "requested", recipient: "teacher" }, { answers });
		const { subject, text, to, replyTo } = composeMail(mail);
		expect([to, replyTo?.address]).toEqual(["teacher@school.example", "booker@booker.example"]);
		expect(subject).toBe("Yes or no? Käthe O’Hara, Mon 30 Nov, 9:00");
		expect(text).toContain("It is kept until Sat 28 Nov, 9:00.");
		expect(text).toContain("Which piece? Für Elise");
		const ref = text.match(/\/decide\/([\w-]{44})/)?.[1] ?? "";
		expect(readDecision(ref)).toEqual({ bookingId: mail.booking.booking_id, linkVersion: 1 });
		expect(() => readRef(ref)).toThrow();
		expect(text).not.toMatch(/\/b\//);
	});

	test("a yes comes with the entry for a calendar; a no, and none in time, with a way to other times", () => {
		const decided = { decided_at: "2026-11-27T08:00:00+00:00" };
		const yes = composeMail(asked({ kind: "confirmed" }, { ...decided, state: "confirmed" }));
		expect(yes.text).toContain("Testing Teacher says yes: your time is booked.");
		expect(yes.calendar?.text).toContain("STATUS:CONFIRMED");
		const reason = { ...decided, state: "declined", cancel_reason: "I am away." } as const;
		const no = composeMail(asked({ kind: "declined", recipient: "booker" }, reason));
		expect(no.text).toContain("Testing Teacher cannot take the time that you asked for.");
		expect(no.text).toContain("> I am away.");
		const lapsed = { ...decided, state: "declined", has_lapsed: true } as const;
		const none = composeMail(asked({ kind: "lapsed", recipient: "booker" }, lapsed));
		expect(none.text).toContain("has not answered in time");
		for (const mail of [no, none]) {
			expect(mail.text).toContain("/t/test-teacher?type=lesson");
			expect(mail.calendar).toBeUndefined();
		}
	});

	test("of what is offered no longer, nobody is sent back for another time", () => {
		const decided = { decided_at: "2026-11-27T08:00:00+00:00", state: "declined" } as const;
		const type = { handle: "lesson", name: "Lesson", is_retired: true };
		for (const [kind, more] of [
			["declined", decided],
			["lapsed", { ...decided, has_lapsed: true }],
			["cancelled", { state: "cancelled", decide_until: null, cancelled_by_teacher: true }],
		] as const) {
			const { text, html } = composeMail(asked({ kind, recipient: "booker" }, { ...more, type }));
			for (const body of [text, html]) {
				expect(body, kind).not.toMatch(/\/t\/|another time|ask for it/);
				expect(body, kind).toContain("See your booking");
			}
		}
	});

	test("what was taken back is not said to have been booked", () => {
		const taken = { state: "cancelled" } as const;
		const own = composeMail(asked({ kind: "cancelled" }, taken));
		expect(own.text).toContain("you have taken back what you asked Testing Teacher for.");
		expect(own.calendar).toBeUndefined();
		const told = composeMail(asked({ kind: "cancelled", recipient: "teacher" }, taken));
		expect(told.text).toContain("there is nothing to decide");
	});
});

describe("the reminder", () => {
	const reminder = (): BookingMail => ({ ...due(), kind: "reminder", recipient: "booker" });

	// It begins on Monday 30 November at 13:45 in Kathmandu, and at 9:00 in Berlin.
	test.each([
		["2026-11-16T08:00:00Z", "in 14 days"],
		["2026-11-26T08:00:00Z", "on Monday at 13:45"],
		["2026-11-29T08:00:00Z", "tomorrow at 13:45"],
		["2026-11-29T18:16:00Z", "today at 13:45"],
		["2026-11-30T06:49:00Z", "today at 13:45"],
		["2026-11-30T07:00:40Z", "in an hour"],
		["2026-11-30T07:40:10Z", "in 20 minutes"],
		["2026-11-30T07:59:50Z", "in a minute"],
	])("sent at %s says %s, by the booker's clocks", (now, soon) => {
		vi.setSystemTime(now);
		const { text, html, subject } = composeMail(reminder());
		expect(subject).toBe("Reminder: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
		for (const body of [text, html]) expect(body).toContain(`your time with Testing Teacher is ${soon}.`);
	});

	test("says when in both zones and where, and has the link to see and cancel it, but no calendar entry once more", () => {
		vi.setSystemTime("2026-11-28T08:00:00Z");
		const mail = reminder();
		const { text, html, calendar } = composeMail({
			...mail,
			booking: { ...mail.booking, place_kind: "address", place: "Room 12" },
		});
		for (const body of [text, html]) {
			expect(body).toContain("Monday 30 November 2026, 13:45 – 14:15, Kathmandu (UTC+5:45)");
			expect(body).toContain("Monday 30 November 2026, 9:00 – 9:30, Berlin (UTC+1)");
			expect(body).toContain("Room 12");
			expect(body).toContain("See, move or cancel your booking");
		}
		expect(readRef(text.match(/\/b\/([\w-]{44})/)?.[1] ?? "").bookingId).toBe(mail.booking.booking_id);
		expect(calendar).toBeUndefined();
	});

	test("of one date of a series tells of that date alone", () => {
		vi.setSystemTime("2026-11-28T08:00:00Z");
		const { booking } = reminder();
		const date = {
			booking_id: booking.booking_id,
			link_version: 1,
			state: "confirmed",
			cancelled_at: null,
			moves: 0,
		} as const;
		const series = [0, 7].map((days) => ({
			...{ ...date, booking_id: days ? randomUUID() : booking.booking_id },
			starts_at: new Date(Date.parse(booking.starts_at) + days * 86_400_000).toISOString(),
			ends_at: new Date(Date.parse(booking.ends_at) + days * 86_400_000).toISOString(),
			cancel_until: booking.cancel_until,
		}));
		const { text } = composeMail({ ...reminder(), booking: { ...booking, series } });
		expect(text).not.toContain("7 December");
		expect(text).toContain("You can move or cancel it until");
	});

	test("and the follow-up can be switched off by a link and by one click, and nothing else can", () => {
		const off = `${process.env.APP_URL}/mails/`;
		for (const kind of ["reminder", "follow_up"] as const) {
			const mail = composeMail(due({ kind, recipient: "booker" }));
			const ref = mail.off?.split("/api/unsubscriptions/")[1] ?? "";
			expect(readWish(ref)).toBe(addresseeOf("booker@booker.example"));
			for (const body of [mail.text, mail.html]) expect(body).toContain(off + ref);
		}
		for (const kind of ["confirmed", "cancelled", "moved"] as const) {
			const mail = composeMail(due({ kind, recipient: "booker" }));
			expect([mail.off, mail.text.includes(off)]).toEqual([undefined, false]);
		}
	});
});

test("the follow-up has the teacher's own words as text, and leads to another time", () => {
	const mail = due({ kind: "follow_up", recipient: "booker" });
	const words = "Thank you!\n<b>Next time</b> & so on";
	const { subject, text, html } = composeMail({
		...mail,
		booking: { ...mail.booking, follow_up_text: words },
	});
	expect(subject).toBe("After your Lesson with Testing Teacher");
	expect(text).toContain("\n\n> Thank you!\n> <b>Next time</b> & so on\n\n");
	expect(html).toContain("Thank you!\n&lt;b&gt;Next time&lt;/b&gt; &amp; so on</blockquote>");
	expect(text).toContain(`${process.env.APP_URL}/t/test-teacher`);
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
			language: "en",
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
		await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBe(count);
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
		await admin.query(`${HURRY} and invitation_id = $1`, [invitation]);
		const state = async () =>
			(await rows("select error, sent_at from app.mails where invitation_id = $1", [invitation]))[0];
		await expect.poll(state, { timeout: 30_000 }).toEqual({ error: "revoked meanwhile", sent_at: null });
		expect(await mailsTo(email)).toEqual([]);

		await ask("POST", "/api/invitation-mails", { cookie, body });
		await admin.query(`${HURRY} and failed_at is null and invitation_id = $1`, [invitation]);
		const [again] = await waitFor(email, 1);
		expect((await join(refIn(again?.text ?? ""))).json).toMatchObject({ opening });
	});
});

test("of who was erased, the teacher hears when, and is given nobody to answer", () => {
	const mail = due({ kind: "cancelled", recipient: "teacher" });
	const booking = { ...mail.booking, name: null, email: null, time_zone: null };
	const { subject, text, replyTo } = composeMail({ ...mail, booking } as DueMail);
	expect(subject).toBe("Cancelled: Somebody, Mon 30 Nov, 9:00");
	expect(text).toContain("Monday 30 November 2026, 9:00 – 9:30, Berlin (UTC+1)");
	expect(text).not.toContain("null");
	expect(replyTo).toBeUndefined();
});

test("the mail with a link to all bookings tells nothing of them", () => {
	const booker = {
		booker_id: randomUUID(),
		version: 3,
		email: "booker@booker.example",
		language: "en" as const,
	};
	const before = Math.floor(Date.now() / 1000);
	const mail = composeMail({
		...{ id: randomUUID(), created_at: "2026-11-01T10:00:00+00:00" },
		...{ kind: "mine", recipient: "booker", booker },
	});
	expect([mail.to, mail.calendar]).toEqual([booker.email, undefined]);
	const link = readLink(mail.text.match(/\/mine\/([\w-]{54})\n/)?.[1] ?? "");
	expect(link).toMatchObject({ bookerId: booker.booker_id, version: 3 });
	expect(link.until - before).toBeGreaterThanOrEqual(1_800);
	expect(link.until - before).toBeLessThan(1_830);
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
