import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { cancelAsTeacher, moveAsTeacher } from "../support/desk.ts";
import { invite, join as joinOpening, type Office, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call } from "../support/verbs.ts";
import { join } from "../support/waiting.ts";

const { admin } = await ownDatabase();
const text = readFileSync("docs/privacy.md", "utf8");
const chapter = /## Column by column\n(.*?)\n## /s.exec(text)?.[1] ?? "";
const mapped = [...chapter.matchAll(/^\| `(\w+)` \| (.+?) \|/gm)].flatMap(([, table, columns = ""]) =>
	[...columns.matchAll(/`(\w+)`/g)].map(([, column]) => `${table}.${column}`),
);
/** Said to be in no file, and why. */
const spared = /^What one \[takes along\](.*?)^Beside these/ms.exec(chapter)?.[1] ?? "";
const inNone = [...spared.matchAll(/`(\w+\.\w+)`/g)].map(([, column = ""]) => column);

type Files = Record<"own" | "desk" | "school", unknown>;
/** In whose file a column is, and where. */
const places: Record<string, string[]> = {
	...under(
		"bookings",
		["name", "email", "answers", "cancel_reason", "move_message"],
		"own bookings",
		"desk bookings",
	),
	...under("bookings", ["time_zone", "language"], "own bookings"),
	"bookers.email": ["own email"],
	"bookers.language": ["own language"],
	...under(
		"waits",
		["person_name", "email", "time_zone", "language"],
		"own waiting_for",
		"desk waiting",
		"school teachers.waiting",
	),
	...under("invitations", ["name", "language"], "own invitations", "school openings.invitations"),
	"invitations.email": ["own email", "school openings.invitations.email"],
	"mails.error": ["own mails.error", "desk failed_mails.error"],
	...under(
		"teachers",
		["name", "about", "subjects", "handle", "time_zone", "email"],
		"desk teacher",
		"school teachers",
	),
	...under("teachers", ["holiday_region", "worked_holidays"], "desk teacher", "school teachers"),
	"staff.email": ["school staff"],
	...under("opening_events", ["actor", "detail", "kind"], "school openings.log"),
	...under("audit", ["actor", "before", "after", "reason"], "desk trail", "school trail"),
	"busy_times.note": ["desk absences.note"],
	...under("busy_feeds", ["name", "trouble", "placed_zone"], "desk calendars"),
	...under("tokens", ["name", "beginning"], "desk tokens", "school tokens"),
	"hook_deliveries.error": ["desk hooks.deliveries.error"],
};
function under(table: string, columns: string[], ...where: string[]): Record<string, string[]> {
	return Object.fromEntries(
		columns.map((column) => [`${table}.${column}`, where.map((each) => `${each}.${column}`)]),
	);
}
const whole = [
	"own mail_wish.unwanted_since",
	"desk hooks.events",
	"desk types.handle",
	"desk schedules.spans",
];
const ofSchool = ["types.handle", "schedules.spans", "absences.starts_at"].map(
	(each) => `school teachers.${each}`,
);

/** What stands there, of each of the objects on the way. */
function at(files: Files, place: string): unknown[] {
	const [file = "", path = ""] = place.split(" ");
	let found: unknown[] = [files[file as keyof Files]];
	for (const key of path.split("."))
		found = found.flat().map((each) => (each as Record<string, unknown> | null)?.[key]);
	return found.flat().filter((each) => each !== null && each !== undefined && each !== "");
}

const who = { name: "Grace Hopper", email: "grace@home.example" };
const teacher = "ada";
let office: Office;
let user = "";
let files: Files;
/** The file of who has charge of it, as lib/desk/export-desk.ts puts it together. */
async function deskFile(verb: string, by: string, wish: object): Promise<Record<string, unknown>> {
	const list = (what: string, more: object) =>
		call<Record<string, unknown>>(admin, what, by, JSON.stringify(more), null, null, 500);
	const isSchool = "team" in wish;
	return {
		...(await call<object>(admin, verb, by)),
		bookings: (await list("list_bookings", { from: "2000-01-01", ...wish })).bookings,
		trail: (await list("list_trail", isSchool ? { school: true } : {})).changes,
	};
}

beforeAll(async () => {
	office = await seedOffice(admin, "held", [teacher, "bob"]);
	user = randomUUID();
	await admin.query(
		`update app.teachers set user_id = $1, about = 'Plays', subjects = '{Piano}', holiday_region = 'DE-BY', worked_holidays = '{2026-12-26}'
		where handle = 'ada'`,
		[user],
	);
	await admin.query("update app.appointment_types set waitlist = true");
	const [kept, cancelled] = [
		await book(admin, { teacher, at: slotStart(0), ...who }),
		await book(admin, { teacher, at: slotStart(2), ...who }),
	];
	await admin.query(`update app.bookings set answers = '[{"label": "Piece?", "answer": "Fugue"}]'`);
	const move = { user, booking: kept.booking_id, from: slotStart(0), to: slotStart(4), message: "The hall" };
	await moveAsTeacher(admin, move);
	await cancelAsTeacher(admin, { user: office.staff, bookings: [cancelled.booking_id], reason: "I am ill" });
	await join(admin, { teacher, at: slotStart(4), email: who.email, name: who.name });
	await admin.query("update app.mails set error = 'RCPT TO 550 5.1.1', failed_at = now()");
	await admin.query("insert into app.mail_wishes values (md5($1)::uuid, now(), null)", [who.email]);

	await call(admin, "save_absence", user, randomUUID(), 0, slotStart(90), slotStart(91), "At the doctor");
	await admin.query(
		`insert into app.busy_feeds (teacher_id, name, sealed_url, trouble, placed_zone)
		select id, 'Private', 'sealed', 'gone', 'UTC' from app.teachers where handle = 'ada'`,
	);
	const hash = (byte: string) => `\\x${byte.repeat(32)}`;
	for (const [by, byte] of [
		[user, "ab"],
		[office.staff, "cd"],
	] as const)
		await call(admin, "make_token", by, randomUUID(), "Site", ["rules:read"], hash(byte), "fb_", null);
	await call(admin, "save_hook", user, randomUUID(), 0, ["booking.confirmed"], true, "sealed", "sealed");
	await book(admin, { teacher, at: slotStart(8), name: "Other", email: "other@home.example" });
	await admin.query("update app.hook_deliveries set error = 'no answer'");

	const opening = await saveOpening(admin, office);
	const [family] = await invite(admin, office, opening, 1, { named: "grace" });
	if (family) await joinOpening(admin, family);
	await admin.query("update app.invitations set email = $1, name = $2", [who.email, who.name]);

	await call(admin, "ask_mine", who.email);
	const { rows } = await admin.query("select id, version from app.bookers where email = $1", [who.email]);
	files = {
		own: await call(admin, "export_mine", rows[0].id, rows[0].version),
		desk: await deskFile("export_desk", user, {}),
		school: await deskFile("export_school", office.staff, { team: "*" }),
	};
});

test("each column in which something of a person stands is in a file, or is said to be in none", () => {
	expect(mapped.length).toBeGreaterThan(50);
	expect(mapped.filter((column) => !places[column] && !inNone.includes(column))).toEqual([]);
	const not = [...inNone, ...Object.keys(places)].filter((column) => !mapped.includes(column));
	expect(not, "what is not mapped at all").toEqual([]);
	expect(inNone.filter((column) => places[column])).toEqual([]);
	expect(new Set(inNone).size).toBe(inNone.length);
});

test.each([...Object.values(places).flat(), ...whole, ...ofSchool])(
	"there is something of it: %s",
	(place) => {
		expect(at(files, place)).not.toEqual([]);
	},
);

test("no file has what lets somebody in, or anything of who is somebody else's", () => {
	const all = JSON.stringify(files);
	for (const secret of [
		/sealed/,
		/_secret\b/,
		/secret_hash/,
		/hash/,
		/user_id/,
		new RegExp(user),
		new RegExp(office.staff),
		/abab/,
	])
		expect(all).not.toMatch(secret);
	expect(JSON.stringify(files.own)).not.toMatch(/other@home|doctor/);
	// What an absence is, is the teacher's.
	expect(JSON.stringify(files.school)).not.toContain("doctor");
});

test("who is forgotten is in no file as one who waits", async () => {
	const waiting = async () => (await call<{ waiting: object[] }>(admin, "export_desk", user)).waiting.length;
	expect(await waiting()).toBe(1);
	await admin.query("begin");
	await admin.query("update app.waits set email = 'erased ' || id, person_name = 'Erased', state = 'left'");
	expect(await waiting()).toBe(0);
	await admin.query("rollback");
});
