import { beforeEach, expect, test } from "vitest";
import { cancelAsTeacher, moveAsTeacher, seedDesk } from "../support/desk.ts";
import { sendKind } from "../support/going-out.ts";
import { ownDatabase } from "../support/own-database.ts";
import { decide, lapse, runOut, seedAsking } from "../support/requests.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	await admin.query("update app.mails set failed_at = now() where sent_at is null and failed_at is null");
	({ teacher, user } = await seedDesk(admin, { types: [{ cutoff_minutes: 0 }] }));
});

const known = async () => {
	const one = await book(admin, { teacher, at: slotStart(0) });
	await sendKind(admin, "confirmed");
	return one;
};
const shift = ({ booking_id }: Booked, from: number, to: number) =>
	moveAsTeacher(admin, { user, booking: booking_id, from: slotStart(from), to: slotStart(to) });
const takeAway = ({ booking_id }: Booked) => cancelAsTeacher(admin, { user, bookings: [booking_id] });
/** Which time is called off, and which one they know instead. */
const named = async (kind: string) =>
	(await sendKind(admin, kind)).map(({ booking: { starts_at, known_start } }) =>
		[starts_at, known_start].map((at) => at && new Date(at).toISOString()),
	);

test("moved and called off within the minute: the time that they know is named, too, and stays so on its page", async () => {
	const one = await known();
	await shift(one, 0, 5);
	await takeAway(one);
	expect(await sendKind(admin, "moved")).toEqual([]);
	expect(await named("cancelled")).toEqual([[slotStart(5), slotStart(0)]]);
	const page = await call<{ known_start: string }>(admin, "get_booking", one.booking_id, one.link_version);
	expect(new Date(page.known_start).toISOString()).toBe(slotStart(0));
});

test("moved twice, it is the one before both; and where they called it off themselves as well", async () => {
	const [one, two] = [await known(), await book(admin, { teacher, at: slotStart(20) })];
	await sendKind(admin, "confirmed");
	await shift(one, 0, 5);
	await shift(one, 5, 9);
	await shift(two, 20, 22);
	await takeAway(one);
	expect(await named("cancelled")).toEqual([[slotStart(9), slotStart(0)]]);
	await cancel(admin, two);
	expect(await named("cancelled")).toEqual([[slotStart(22), slotStart(20)]]);
});

test("who was told of the move knows the time that is called off", async () => {
	const [one, two] = [await known(), await book(admin, { teacher, at: slotStart(20) })];
	await sendKind(admin, "confirmed");
	await shift(one, 0, 5);
	await sendKind(admin, "moved");
	await takeAway(one);
	await takeAway(two);
	const told = await named("cancelled");
	expect(told.sort()).toEqual([[slotStart(5), null] as const, [slotStart(20), null] as const].sort());
});

test("of whom the mail of the move has failed so far, nobody knows, and both are named", async () => {
	const one = await known();
	await shift(one, 0, 5);
	expect(await sendKind(admin, "moved", "no answer")).toHaveLength(1);
	await takeAway(one);
	expect(await named("cancelled")).toEqual([[slotStart(5), slotStart(0)]]);
});

test("before any mail went, it is the time that they chose; and none at all after to and fro", async () => {
	const one = await book(admin, { teacher, at: slotStart(0) });
	const two = await book(admin, { teacher, at: slotStart(20) });
	await shift(one, 0, 5);
	await shift(two, 20, 22);
	await shift(two, 22, 20);
	await takeAway(one);
	expect(await named("cancelled")).toEqual([[slotStart(5), slotStart(0)]]);
	await sendKind(admin, "confirmed");
	await takeAway(two);
	expect(await named("cancelled")).toEqual([[slotStart(20), null]]);
});

test("a request that is declined, or lapses, says so as well", async () => {
	({ teacher, user } = await seedAsking(admin));
	const [one, two] = [
		await book(admin, { teacher, at: slotStart(0) }),
		await book(admin, { teacher, at: slotStart(20) }),
	];
	await sendKind(admin, "requested");
	await shift(one, 0, 5);
	await shift(two, 20, 25);
	await decide(admin, one, false);
	expect(await named("declined")).toEqual([[slotStart(5), slotStart(0)]]);
	await runOut(admin, two);
	await lapse(admin);
	expect(await named("lapsed")).toEqual([[slotStart(25), slotStart(20)]]);
});
