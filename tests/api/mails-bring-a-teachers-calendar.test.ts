import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { env } from "../../lib/env.ts";
import { appUrl, ask, newKey, post } from "./support/ask.ts";
import { shareAs } from "./support/mine.ts";
import { book, booker, newSchool, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

const school = await newSchool(3);
const [ada, bea, cleo] = school.teachers as [Teacher, Teacher, Teacher];
type Teacher = (typeof school.teachers)[number];
const host = new URL(appUrl).hostname;
const idOf = (ref: string) => readRef(ref).bookingId;

/** The one mail to them whose subject begins so and names somebody, waited for. */
async function mailTo({ email }: Teacher, begins: string, who: string) {
	const found = async () =>
		(await mailsTo(email)).filter(({ subject }) => subject.startsWith(`${begins}: ${who}`));
	await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBe(1);
	const [mail] = await found();
	if (!mail) throw new Error("no mail");
	return mail;
}

const addressOf = (property: ICAL.Property | null) => String(property?.getFirstValue()).toLowerCase();

/** What a mail brings to a calendar, as two parsers read it that have nothing to do with each other. */
async function entryIn(mail: { attachments: { text: string }[] }) {
	// A form of the mail itself, and the same as a file.
	const [text = "", ...same] = mail.attachments.map((file) => file.text);
	expect(same).toEqual([text]);
	const calendar = new ICAL.Component(ICAL.parse(text));
	const [event, ...others] = calendar.getAllSubcomponents("vevent");
	const elsewhere = Object.values(nodeIcal.sync.parseICS(text)).filter((part) => part?.type === "VEVENT");
	expect([others, elsewhere.length]).toEqual([[], 1]);
	if (!event) throw new Error("no entry");
	const read = new ICAL.Event(event);
	const [other] = elsewhere as [VEvent];
	const startsAt = read.startDate.toJSDate().toISOString();
	expect([other.uid, other.start.toISOString(), Number(other.sequence)]).toEqual([
		...[read.uid, startsAt, read.sequence],
	]);
	const [attendee, ...more] = event.getAllProperties("attendee").map((each) => addressOf(each));
	expect(more).toEqual([]);
	return {
		...{ method: calendar.getFirstPropertyValue("method"), uid: read.uid, sequence: read.sequence },
		...{ startsAt, summary: read.summary, status: event.getFirstPropertyValue("status"), attendee },
		organizer: addressOf(event.getFirstProperty("organizer")),
	};
}

const iso = (at: string) => new Date(at).toISOString();

test("a booking comes with its entry, moves in the calendar with a higher SEQUENCE, and leaves it", async () => {
	const who = booker("Kim Calendar");
	const ref = await book(ada.handle, startIn(3, "09:00"), who);
	const uid = `${idOf(ref)}@${host}`;
	const booked = await entryIn(await mailTo(ada, "New booking", who.name));
	expect(booked).toMatchObject({
		...{ method: "REQUEST", uid, sequence: 0, status: "CONFIRMED", startsAt: iso(startIn(3, "09:00")) },
		...{ summary: `${who.name}: lesson`, attendee: `mailto:${ada.email}` },
	});
	expect(booked.organizer).toBe(`mailto:${env().MAIL_FROM.address}`);

	const moved = (await post("/api/moves", { booking: ref, startsAt: startIn(4, "10:00") }, newKey())).json;
	expect(await entryIn(await mailTo(ada, "Moved", who.name))).toMatchObject({
		...{ method: "REQUEST", uid, sequence: 1, status: "CONFIRMED", startsAt: iso(startIn(4, "10:00")) },
		attendee: `mailto:${ada.email}`,
	});
	expect((await post("/api/cancellations", { booking: moved.ref ?? ref })).status).toBe(200);
	expect(await entryIn(await mailTo(ada, "Cancelled", who.name))).toMatchObject({
		...{ method: "CANCEL", uid, sequence: 2, status: "CANCELLED", attendee: `mailto:${ada.email}` },
	});
});

test("what they do at the desk their calendar hears, too, and the entry is the one of the calendar to subscribe to", async () => {
	const cookie = await signIn(bea.email);
	const who = booker("Lou Desk");
	const ref = await book(bea.handle, startIn(3, "09:00"), who);
	const id = idOf(ref);
	const booked = await entryIn(await mailTo(bea, "New booking", who.name));
	const wish = { booking: id, from: startIn(3, "09:00"), startsAt: startIn(3, "11:00") };
	expect((await post("/api/teacher-moves", wish, undefined, { cookie })).status).toBe(200);
	const mail = await mailTo(bea, "Moved", who.name);
	expect(mail.text).toContain(
		"was moved at the desk, and they have been told. This mail is for your calendar.",
	);
	const moved = await entryIn(mail);
	expect(moved).toMatchObject({
		...{ method: "REQUEST", uid: booked.uid, sequence: 1, startsAt: iso(startIn(3, "11:00")) },
	});

	const feed = await ask("GET", await shareAs("desk", cookie));
	const [inFeed] = new ICAL.Component(ICAL.parse(feed.text)).getAllSubcomponents("vevent");
	const shown = inFeed && new ICAL.Event(inFeed);
	expect([shown?.uid, shown?.sequence, shown?.summary]).toEqual([moved.uid, moved.sequence, moved.summary]);

	// What came by mail goes by mail, though they subscribe by now.
	await post("/api/teacher-cancellations", { booking: id }, newKey(), { cookie });
	const off = await mailTo(bea, "Cancelled", who.name);
	expect(off.text).toContain("was cancelled at the desk");
	expect(await entryIn(off)).toMatchObject({ method: "CANCEL", uid: booked.uid, sequence: 2 });
});

test("who subscribes gets none by mail, and of a class nobody does", async () => {
	const group = [booker("Mo Class"), booker("Nia Class")];
	for (const who of group) await book(cleo.handle, startIn(3, "09:00"), who, "group");
	for (const { name } of group) expect((await mailTo(cleo, "New booking", name)).attachments).toEqual([]);
	await shareAs("desk", await signIn(cleo.email));
	const who = booker("Oz Subscribed");
	const ref = await book(cleo.handle, startIn(3, "11:00"), who);
	await post("/api/cancellations", { booking: ref });
	expect((await mailTo(cleo, "Cancelled", who.name)).attachments).toEqual([]);
});
