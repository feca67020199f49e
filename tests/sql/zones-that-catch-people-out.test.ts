import { beforeAll, expect, test } from "vitest";
import { everyHour } from "../support/import-wish.ts";
import { offered, plainly, type Rules } from "../support/oracle.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher } from "../support/seed.ts";
import { instant, offeredBySql, set } from "../support/slots-by-sql.ts";

const day = 86_400_000;
const { admin } = await ownDatabase();
beforeAll(() => seedTeacher(admin, "ada"));

const dayLong = { ...plainly, spans: everyHour, duration: 30, step: 30, seats: 1, before: 0, after: 0 };
/** The local times offered on one local date. */
async function wall(zone: string, date: string, rules: Partial<Rules> = {}): Promise<string[]> {
	const whole = { ...dayLong, zone, ...rules };
	await set(admin, whole);
	const from = Date.parse(`${date}T00:00Z`) - day;
	const clock = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
	const offers = await offeredBySql(admin, whole, from, from + 3 * day);
	expect(offers).toEqual(offered(whole, from, from + 3 * day));
	return offers
		.map(({ start }) => clock.format(start))
		.filter((text) => text.startsWith(date))
		.map((text) => text.slice(11));
}

test("Lord Howe moves by half an hour: 2:00 is skipped in October, and 1:30 comes once in April", async () => {
	expect(await wall("Australia/Lord_Howe", "2026-10-04")).toHaveLength(47);
	expect(await wall("Australia/Lord_Howe", "2026-10-04")).not.toContain("02:00");
	const april = await wall("Australia/Lord_Howe", "2027-04-04");
	expect(april.filter((time) => time === "01:30")).toHaveLength(1);
	expect(april).toHaveLength(48);
});

test("Troll moves by two hours", async () => {
	const march = await wall("Antarctica/Troll", "2026-03-29");
	expect(march).toHaveLength(44);
	for (const gone of ["01:00", "01:30", "02:00", "02:30"]) expect(march).not.toContain(gone);
	expect(await wall("Antarctica/Troll", "2026-10-25")).toHaveLength(48);
});

test("Dublin and Casablanca, whose winter and Ramadan time is the exception, keep their gaps and folds", async () => {
	expect(await wall("Europe/Dublin", "2026-03-29")).not.toContain("01:30");
	expect(await wall("Europe/Dublin", "2026-10-25")).toHaveLength(48);
	expect(await wall("Africa/Casablanca", "2026-02-15")).toHaveLength(48);
	expect(await wall("Africa/Casablanca", "2026-03-22")).not.toContain("02:30");
});

test("Cairo has no 0:00 on 24 April 2026, Nuuk no 23:00 on 28 March", async () => {
	const cairo = await wall("Africa/Cairo", "2026-04-24");
	expect(cairo[0]).toBe("01:00");
	expect(cairo).toHaveLength(46);
	const nuuk = await wall("America/Nuuk", "2026-03-28");
	expect(nuuk.at(-1)).toBe("22:30");
	expect(nuuk).toHaveLength(46);
});

test("Apia had no 30 December 2011", async () => {
	expect(await wall("Pacific/Apia", "2011-12-30")).toEqual([]);
	// What ends at that midnight would end, by the clock on the wall, two days later.
	expect(await wall("Pacific/Apia", "2011-12-29")).toHaveLength(47);
	expect(await wall("Pacific/Apia", "2011-12-31")).toHaveLength(48);
});

test("Kathmandu is a quarter of an hour off everybody else's hours", async () => {
	expect(
		await wall("Asia/Kathmandu", "2026-11-30", {
			spans: [{ weekday: 1, starts_minute: 540, ends_minute: 600 }],
		}),
	).toEqual(["09:00", "09:30"]);
	const rules = {
		...dayLong,
		zone: "Asia/Kathmandu",
		spans: [{ weekday: 1, starts_minute: 540, ends_minute: 600 }],
	};
	const monday = Date.parse("2026-11-30T00:00Z");
	expect((await offeredBySql(admin, rules, monday, monday + day)).map(({ start }) => instant(start))).toEqual(
		["2026-11-30T03:15:00.000Z", "2026-11-30T03:45:00.000Z"],
	);
});

test("a lesson that runs across the end of summer time ends, on the wall, no later than the hours", async () => {
	const night = { spans: [{ weekday: 7, starts_minute: 60, ends_minute: 180 }], duration: 60, step: 30 };
	expect(await wall("Europe/Berlin", "2026-10-18", night)).toEqual(["01:00", "01:30", "02:00"]);
	// 2:00 is 2:00 for the first time, and an hour later it is 2:00 again.
	expect(await wall("Europe/Berlin", "2026-10-25", night)).toEqual(["01:00", "01:30", "02:00"]);
	// 1:30 and an hour is 3:30 when the clocks go forward.
	expect(await wall("Europe/Berlin", "2026-03-29", night)).toEqual(["01:00"]);
});
