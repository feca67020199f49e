import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { book, call, codeOf, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
type Row = {
	id: string;
	name: string;
	state: string;
	type: string;
	starts_at: string;
	teacher: string;
	series: { nth: number; of: number } | null;
	answers: unknown[];
};
type Next = { at: string; id: string };
type Page = { bookings: Row[]; next: Next | null; types: { handle: string }[]; teams: { handle: string }[] };
let teacher = "";
let user = "";
const list = (
	wish: object = {},
	{ as = user, most = 100, after }: { as?: string; most?: number; after?: Next | null } = {},
) => call<Page>(admin, "list_bookings", as, JSON.stringify(wish), after?.at, after?.id, most);
const names = async (wish: object, as = user) => (await list(wish, { as })).bookings.map(({ name }) => name);

beforeAll(async () => {
	const types = [{ seats: 3 }, { handle: "exam", name: "Prüfung", seats: 3 }];
	({ teacher, user } = await seedDesk(admin, { handle: "ada", types }));
	await admin.query("update app.appointment_types set series_cap = 8 where handle = 'exam'");
	const mine = (n: number, name: string, type = "lesson") =>
		book(admin, { teacher, type, at: slotStart(n), name });
	await mine(0, "Käthe Müller");
	await mine(1, "José Álvarez", "exam");
	await mine(2, "Łukasz Nowak");
	await mine(2, "Ann Other");
	const gone = await mine(3, "Gone Away");
	await cancelAsTeacher(admin, { user, bookings: [gone.booking_id], reason: "Ill" });
	await hold(admin, { teacher, at: slotStart(4) });
	await admin.query(
		`update app.bookings set answers = '[{"label": "Which piece?", "answer": "Für Élise"}, {"label": "Own bow", "answer": true}]'
		where name = 'Ann Other'`,
	);
});

test("all that were booked, by start, without holds; the other way round by the last first", async () => {
	const all = await names({});
	expect(all.toSorted()).toEqual(["Ann Other", "Gone Away", "José Álvarez", "Käthe Müller", "Łukasz Nowak"]);
	expect([all[0], all[1], all[4]]).toEqual(["Käthe Müller", "José Álvarez", "Gone Away"]);
	const back = await names({ backwards: true });
	expect([back[0], back[3], back[4]]).toEqual(["Gone Away", "José Álvarez", "Käthe Müller"]);
});

test.each([
	["kathe", ["Käthe Müller"]],
	["KAETHE muller", ["Käthe Müller"]],
	["alvarez jose", ["José Álvarez"]],
	["prufung", ["José Álvarez"]],
	["elise", ["Ann Other"]],
	["other  fur", ["Ann Other"]],
	["nowak nobody", []],
	["%", []],
])(
	"a search for “%s” looks at name, type and answers, without accents, for every word",
	async (search, found) => {
		expect(await names({ search })).toEqual(found);
	},
);

test("a search finds an address, too", async () => {
	const { rows } = await admin.query("select email from app.bookings where name = 'Łukasz Nowak'");
	expect(await names({ search: rows[0].email.slice(0, 20) })).toEqual(["Łukasz Nowak"]);
});

test("by type, by state and by time, and by all of them at once", async () => {
	expect(await names({ type: "exam" })).toEqual(["José Álvarez"]);
	expect(await names({ state: "cancelled" })).toEqual(["Gone Away"]);
	expect(await names({ from: slotStart(1), until: slotStart(2) })).toEqual(["José Álvarez"]);
	expect(await names({ type: "exam", state: "cancelled" })).toEqual([]);
	expect((await list()).types.map(({ handle }) => handle)).toEqual(["lesson", "exam"]);
});

test("a page goes on where the one before ended, also within one time, in both directions, and misses and repeats nobody", async () => {
	const desk = await seedDesk(admin, { types: [{ seats: 5 }] });
	for (let n = 0; n < 7; n++)
		for (let seat = 0; seat < 3; seat++)
			// A month apart in the end: beyond the first stretch of time.
			await book(admin, { teacher: desk.teacher, at: slotStart(n * n * 40) });
	for (const backwards of [false, true]) {
		const whole = (await list({ backwards }, { as: desk.user })).bookings.map(({ id }) => id);
		expect(new Set(whole).size).toBe(21);
		const seen: string[] = [];
		let after: Next | null = null;
		let pages = 0;
		do {
			const page: Page = await list({ backwards }, { as: desk.user, most: 4, after });
			seen.push(...page.bookings.map(({ id }) => id));
			after = page.next;
			pages++;
		} while (after);
		expect(seen).toEqual(whole);
		expect(pages).toBe(6);
	}
});

test("a last page that is just full says that nothing follows", async () => {
	const all = (await list()).bookings;
	expect((await list({}, { most: all.length })).next).toBeNull();
	expect((await list({}, { most: all.length - 1 })).next?.id).toBe(all[all.length - 2]?.id);
});

test("a date of a series says which of how many it is", async () => {
	const starts = [10, 12, 14].map((n) => slotStart(n));
	await call(
		admin,
		"book_series",
		randomUUID(),
		teacher,
		"exam",
		starts,
		"Serial Sam",
		"sam@booker.example",
		"UTC",
	);
	const found = (await list({ search: "serial" })).bookings;
	expect(found.map(({ series }) => series)).toEqual([1, 2, 3].map((nth) => ({ nth, of: 3 })));
	expect((await list({ search: "kathe" })).bookings[0]?.series).toBeNull();
});

test("a teacher sees nobody else's; the office sees its school's, all or a team's, and no other's", async () => {
	const staff = randomUUID();
	const stranger = randomUUID();
	const handles = ["bela", "cleo", "dora"];
	await seedTeachers(admin, handles, { school: "north", staff: ["office@north.example"] });
	await seedTeachers(admin, ["emil"], { school: "south", staff: ["office@south.example"] });
	await admin.query("update app.staff set user_id = $1 where email = 'office@north.example'", [staff]);
	await admin.query("update app.staff set user_id = $1 where email = 'office@south.example'", [stranger]);
	for (const each of [...handles, "emil"])
		await book(admin, { teacher: each, at: slotStart(0), name: `With ${each}` });
	await admin.query(
		`with team as (
			insert into app.teams (school_id, handle, name) select id, 'strings', 'Strings' from app.schools where handle = 'north' returning id
		)
		insert into app.team_members (team_id, teacher_id)
		select team.id, teacher.id from team, app.teachers teacher where teacher.handle in ('bela', 'cleo')`,
	);
	expect((await names({ team: "*" }, staff)).toSorted()).toEqual(["With bela", "With cleo", "With dora"]);
	expect((await names({ team: "strings" }, staff)).toSorted()).toEqual(["With bela", "With cleo"]);
	expect((await list({ team: "*" }, { as: staff })).teams.map(({ handle }) => handle)).toEqual(["strings"]);
	expect(await names({ team: "*" }, stranger)).toEqual(["With emil"]);
	expect(await codeOf(list({ team: "strings" }, { as: stranger }))).toBe("NTFND");
	expect(await codeOf(list({ team: "nobody" }, { as: staff }))).toBe("NTFND");
	expect(await codeOf(list({}, { as: staff }))).toBe("DNIED");
	expect(await codeOf(list({ team: "strings" }))).toBe("DNIED");
	expect(await codeOf(list({ team: "*" }, { as: randomUUID() }))).toBe("DNIED");
	// For a teacher, all that is in their charge is their own.
	expect(await names({ team: "*" })).toEqual(await names({}));
});
