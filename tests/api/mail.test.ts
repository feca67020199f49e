import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { type BookingMail, composeMail } from "../../lib/mail/compose-mail.ts";

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
			cancel_until: "2026-11-29T08:00:00+00:00",
			teacher: {
				handle: "test-teacher",
				name: "Testing Teacher",
				email: "teacher@school.example",
				time_zone: "Europe/Berlin",
				school: "Testing School",
			},
			type: { handle: "lesson", name: "Lesson" },
			name: wish.name ?? "Käthe O’Hara",
			email: "booker@booker.example",
			time_zone: wish.zone ?? "Asia/Kathmandu",
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

	test("does not tell the teacher's address, nor have it answered to", () => {
		for (const kind of ["confirmed", "cancelled"] as const)
			expect(JSON.stringify(composeMail(due({ kind })))).not.toContain("teacher@school.example");
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
