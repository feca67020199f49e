import { expect, test } from "vitest";
import type { BookingAnswer } from "../../lib/bookings/read-booking.ts";
import { type BookingMail, composeMail } from "../../lib/mail/compose-mail.ts";
import { aBooking, aSeries } from "../../lib/mail/previews/answers.ts";

const zone = {
	starts_at: "2026-12-03T14:00:00+00:00",
	ends_at: "2026-12-03T15:00:00+00:00",
	time_zone: "UTC",
};
const moved = { ...zone, moves: 1, moved_from: "2026-12-03T09:00:00+00:00", moved_by_teacher: true };
const known = { ...moved, known_start: moved.moved_from };
const mail = (kind: BookingMail["kind"], booking: BookingAnswer) =>
	composeMail({
		...{ id: "an-id", created_at: zone.starts_at },
		kind,
		recipient: "booker",
		booking,
	} as BookingMail);

test.each([
	[
		"en",
		"Thu 3 Dec, 9:00 → Thu 3 Dec, 14:00",
		"You may still have it down for Thu 3 Dec, 9:00: it was moved shortly before",
	],
	["de", "9:00 → ", "Vielleicht steht bei Ihnen noch Do 3. Dez., 9:00 Uhr: Kurz zuvor wurde verschoben"],
	[
		"fr",
		"9:00 → ",
		"Vous avez peut-être encore noté jeu. 3 déc., 9:00\u202f: l’horaire venait d’être modifié",
	],
	["es", "9:00 → ", "Quizá tengas anotado todavía jue 3 dic, 9:00: se acababa de cambiar la hora"],
] as const)(
	"what is called off before they heard of its move names the time that they know, too, in %s",
	(language, subject, words) => {
		const declined = {
			...known,
			state: "declined",
			decide_until: zone.starts_at,
			decided_at: zone.starts_at,
		} as const;
		for (const [kind, more] of [
			["cancelled", { ...known, state: "cancelled", cancelled_by_teacher: true }],
			["cancelled", { ...known, state: "cancelled" }],
			["declined", declined],
			["lapsed", { ...declined, has_lapsed: true }],
		] as const) {
			const said = mail(kind, aBooking(language, more));
			expect(said.subject).toContain(subject);
			for (const form of [said.text, said.html]) {
				expect(form).toContain(words);
				expect(form).toContain("14:00 – 15:00");
			}
		}
	},
);

test("its entry goes from the calendar wherever it stands there: the same UID, and a SEQUENCE above that of the move", () => {
	const { calendar } = mail("cancelled", aBooking("en", { ...known, state: "cancelled" }));
	expect(calendar?.method).toBe("CANCEL");
	for (const line of [
		"UID:00000000-0000-4000-8000-000000000001@",
		"SEQUENCE:2",
		"STATUS:CANCELLED",
		"DTSTART:20261203T140000Z",
	])
		expect(calendar?.text).toContain(line);
});

test("who knows the time reads of no other, nor who calls off all dates of a series", () => {
	for (const booking of [
		aBooking("en", { ...moved, state: "cancelled" }),
		aBooking("en", { ...known, known_start: null, state: "cancelled" }),
		{ ...aSeries("en", "cancelled"), known_start: moved.moved_from },
	]) {
		const { subject, text } = mail("cancelled", booking);
		expect(`${subject} ${text}`).not.toMatch(/→|neither time/);
	}
});

test("who may have heard of a time between reads that it is the old one, and not that it was before", () => {
	const back = { ...zone, moves: 3, moved_from: "2026-12-03T16:00:00+00:00", told_start: zone.starts_at };
	const { text } = mail("moved", aBooking("en", back));
	expect(text).toContain("has moved.");
	expect(text).not.toContain("It was");
	expect(mail("moved", aBooking("en", { ...back, told_start: null })).text).toContain(
		"It was Thu 3 Dec, 16:00.",
	);
});
