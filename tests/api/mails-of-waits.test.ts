import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { composeMail, type DueMail } from "../../lib/mail/compose-mail.ts";
import type { WaitAnswer } from "../../lib/waits/read-wait.ts";
import { signWait } from "../../lib/waits/ref.ts";

const waitId = randomUUID();
const answer: WaitAnswer = {
	...{ wait_id: waitId, link_version: 1, state: "waiting", kind: "slot", minutes: 30, place: 11 },
	wanted_from: "2026-11-30T08:00:00+00:00",
	...{ is_closed: false, was_taken_back: false },
	...{
		name: "Käthe <b>O’Hara</b>",
		email: "waiter@waiter.example",
		time_zone: "Asia/Kathmandu",
		language: "en",
		offer: null,
	},
	teacher: { handle: "tess", name: "Testing Teacher", time_zone: "Europe/Berlin", school: "Testing School" },
	type: {
		...{
			handle: "lesson",
			name: "Lesson",
			description: "",
			seats: 1,
			questions: [],
			address: "",
			waitlist: true,
			needs_approval: false,
			decide_hours: 48,
		},
		...{
			duration_minutes: 30,
			other_durations: [],
			series_cap: 1,
			place_kind: "unsaid",
			notice_minutes: 120,
		},
		...{ horizon_days: 60, last_day: null, cutoff_minutes: 1440, opens_at: null, opening: null },
	},
};
const mail = (kind: "waiting" | "offered", more: Partial<WaitAnswer> = {}) =>
	composeMail({
		...{ id: randomUUID(), kind, recipient: "booker", created_at: "2026-11-01T10:00:00+00:00" },
		wait: { ...answer, ...more },
	} as DueMail);
const link = `/wait/${signWait({ waitId, linkVersion: 1 })}`;

test("who waits is told their place, the time by both clocks, and the way off the list", () => {
	const { to, subject, text, html, calendar, replyTo } = mail("waiting");
	expect([to, calendar, replyTo]).toEqual(["waiter@waiter.example", undefined, undefined]);
	expect(subject).toBe("On the waiting list: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
	expect(text).toContain("You are 11th in line");
	expect(text).toContain("Monday 30 November 2026, 13:45 – 14:15, Kathmandu (UTC+5:45)");
	expect(text).toContain("Monday 30 November 2026, 9:00 – 9:30, Berlin (UTC+1)");
	expect(text).toContain(link);
	expect(html).not.toContain("<b>O’Hara");
});

test("a day is one of their own calendar, and any time is any", () => {
	// Their Tuesday begins while it is Monday with the teacher.
	const day = mail("waiting", { kind: "day", wanted_from: "2026-11-30T18:15:00+00:00", place: 1 });
	expect(day.subject).toBe("On the waiting list: Lesson with Testing Teacher, any time on Tue 1 Dec");
	const any = mail("waiting", { kind: "type", wanted_from: null, place: 2 });
	expect(any.text).toContain("For any time");
	expect(any.text).toContain("You are 2nd in line");
});

test("who waits on a list that was closed is told so, and is promised no place", () => {
	const { subject, text } = mail("waiting", { is_closed: true, place: null });
	expect(subject).toBe("The waiting list is closed: Lesson with Testing Teacher");
	expect(text).toContain("You waited for Mon 30 Nov, 13:45");
	expect(text).toContain("You keep your place");
	expect(text).not.toContain("in line");
	expect(text).toContain(link);
});

test("an offer says until when by their clock, and leads to the page where it is taken or passed on", () => {
	const offer = {
		...{ booking_id: randomUUID(), link_version: 1, extensions_left: 0 },
		...{ starts_at: "2026-11-30T08:00:00+00:00", ends_at: "2026-11-30T08:30:00+00:00" },
		held_until: "2026-11-29T03:15:00+00:00",
	};
	const { subject, text, calendar } = mail("offered", { state: "offered", place: null, offer });
	expect(subject).toBe("Free for you until Sun 29 Nov, 9:00: Lesson with Testing Teacher, Mon 30 Nov, 13:45");
	expect(text).toContain("It is kept for you until Sun 29 Nov, 9:00.");
	expect(text).toContain("13:45 – 14:15, Kathmandu");
	expect(text).toContain(link);
	expect(text).toContain("no thanks");
	expect(calendar).toBeUndefined();
});
