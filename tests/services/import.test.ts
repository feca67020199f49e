import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoStaff } from "../../stack/demo-school.ts";
import { Faulty } from "../../stack/import/faults.ts";
import { readHours } from "../../stack/import/hours.ts";
import { readSchool } from "../../stack/import/read-school.ts";
import { takeStaff } from "../../stack/import/staff.ts";
import { asSql, importFile } from "../../stack/import.ts";

const heading = "school,teacher,handle,email,time_zone,subjects,type,duration_minutes,monday";
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...rows: string[]) => readSchool(bytes([heading, ...rows].join("\r\n")));

const many = (count: number) =>
	Array.from({ length: count }, (_, i) => `School,T ${i},,t${i}@s.example,UTC,,Talk,30,8-12`);

function faultsOf(work: () => unknown): string[] {
	try {
		work();
	} catch (error) {
		if (error instanceof Faulty) return error.message.split("\n");
		throw error;
	}
	return [];
}

describe("a file", () => {
	const plain = "School,Müller,,m@s.example,Europe/Berlin,Französisch|Über,Spräch,10,08:00-12:00";

	test.each([
		["UTF-8", (text: string) => bytes(text)],
		["UTF-8 with a mark", (text: string) => bytes(`\uFEFF${text}`)],
		["Windows-1252", (text: string) => Buffer.from(text, "latin1")],
	])("in %s reads the same, with commas, semicolons or tabs", (_name, encode) => {
		const told = [",", ";", "\t"].map((sign) =>
			readSchool(encode([heading, plain].join("\r\n").replaceAll(",", sign))),
		);
		expect(told[0]?.teachers[0]).toMatchObject({
			name: "Müller",
			handle: "mueller",
			subjects: ["Französisch", "Über"],
		});
		expect(told[1]).toEqual(told[0]);
		expect(told[2]).toEqual(told[0]);
	});

	test("may have other capitals, names, orders and columns that are not ours", () => {
		const school = readSchool(
			bytes(
				"Notes;Duration;E-Mail;Time Zone;NAME;School;Type;Monday\nx;30;a@s.example;UTC;Ada;School;Talk;8-12, 14.30–16",
			),
		);
		expect(school.teachers[0]).toMatchObject({
			name: "Ada",
			spans: [
				{ weekday: 1, starts_minute: 480, ends_minute: 720 },
				{ weekday: 1, starts_minute: 870, ends_minute: 960 },
			],
			types: [{ name: "Talk", duration_minutes: 30, step_minutes: 30, seats: 1, notice_minutes: 120 }],
		});
	});

	test("gives a teacher's further rows to the same teacher", () => {
		const school = read(
			"School,Ada,,a@s.example,UTC,,Talk,30,8-12",
			",Ada,,,,,Lesson,60,",
			",,,,,,Course,90,",
		);
		expect(school.teachers).toHaveLength(1);
		expect(school.teachers[0]?.types.map(({ name, position }) => [name, position])).toEqual([
			["Talk", 0],
			["Lesson", 1],
			["Course", 2],
		]);
	});

	test("knows a teacher by the handle of their first row, also where further rows leave it out", () => {
		const school = read(
			"School,Ada,ada-of-berlin,a@s.example,UTC,,Talk,30,8-12",
			"School,Ada,,,,,Lesson,60,",
			",,,,,,Course,90,",
			"School,Ada,ada-of-rome,b@s.example,UTC,,Talk,30,8-12",
			",,,,,,Course,90,",
			"School,Bea,,c@s.example,UTC,,Talk,30,",
			",,ada-of-rome,,,,Choir,90,",
		);
		expect(school.teachers.map(({ handle, types }) => [handle, types.map(({ name }) => name)])).toEqual([
			["ada-of-berlin", ["Talk", "Lesson", "Course"]],
			["ada-of-rome", ["Talk", "Course", "Choir"]],
			["bea", ["Talk"]],
		]);
	});

	test("may have German headings, and says which columns it passed over", () => {
		const said: string[] = [];
		const school = readSchool(
			Buffer.from(
				"Schule;Lehrkraft;E-Mail;Zeitzone;Fächer;Bufer;Type;Dauer;Plätze;Montag;Sonntag\nGymnasium;Jürgen Weiß;j@s.example;europe/berlin;Physik|Werken;5;Gespräch;10;2;16\x9618;9-10",
				// 0x96 is a dash in Windows-1252, and a control character in Latin-1.
				"latin1",
			),
			(line) => said.push(line),
		);
		expect(said).toEqual(['Passed over, being none of ours: "Bufer".']);
		expect(school.teachers[0]).toMatchObject({
			handle: "juergen-weiss",
			time_zone: "Europe/Berlin",
			subjects: ["Physik", "Werken"],
			types: [{ handle: "gespraech", duration_minutes: 10, seats: 2 }],
		});
		expect(school.teachers[0]?.spans.map(({ weekday }) => weekday)).toEqual([1, 7]);
	});

	test.each([
		["Bjørn Łukasz Æther", "bjorn-lukasz-aether"],
		["Zoë d’Août-Ñandú", "zoe-d-aout-nandu"],
		["Mu\u0308ller", "mueller"],
		["-- x --", "x"],
		[`${"a".repeat(59)} b`, "a".repeat(59)],
	])("makes of %s the handle %s", (name, handle) => {
		expect(read(`School,${name},,a@s.example,UTC,,Talk,30,`).teachers[0]?.handle).toBe(handle);
	});
});

describe("a bad row", () => {
	test("is told with its line, its column and what to mend, all of them at once", () => {
		const faults = faultsOf(() =>
			read(
				"School,Ada,,a@s.example,Mars/Olympus,,Talk,30,8-12",
				"School,Bea,,not-an-address,UTC,,Talk,3,8-12",
				"School,Cem,,c@s.example,UTC,,Talk,30,12-8",
				"School,Dan,,c@s.example,UTC,,,30,",
				"Other,Eve,,e@s.example,UTC,,Talk,30,8-12; 11-13",
			),
		);
		expect(faults).toEqual([
			"line 2, time_zone: This time zone is not known.",
			"line 3, email: This does not look like an e-mail address.",
			"line 3, duration_minutes: Between 5 and 720.",
			'line 4, monday: "12-8" ends before it starts.',
			"line 5, type: Is missing.",
			"line 5, email: The teacher of line 4 has this address.",
			expect.stringContaining("line 6, monday:"),
			'line 6, school: One file is one school, and this one began with "School".',
		]);
	});

	test.each([
		[
			"a teacher who is told twice, and differently",
			"School,Ada,,b@s.example,UTC,,Lesson,30,",
			"Says otherwise than line 2",
		],
		["a type that comes twice", ",Ada,,,,,Talk,45,", "has Talk already"],
		["a control character", "School,B\u0007ea,,b@s.example,UTC,,Talk,30,", "cannot be shown"],
		["a NUL", "School,B\u0000ea,,b@s.example,UTC,,Talk,30,", "cannot be shown"],
		["a name of no letters", "School,!!!,,b@s.example,UTC,,Talk,30,", "Give a handle"],
		["a fraction", "School,Bea,,b@s.example,UTC,,Talk,7.5,", "whole number"],
		[
			"a comma that would move hours to the next day",
			"School,Bea,,b@s.example,UTC,,Talk,30,8-12, 14-16",
			"line 3, row: Has 10 cells under 9 headings",
		],
		[
			"a handle of other signs",
			"School,Bea,Bea Lin,b@s.example,UTC,,Talk,30,",
			"line 3, handle: Give a handle",
		],
		[
			"more subjects than there can be",
			`School,Bea,,b@s.example,UTC,${"x|".repeat(21)},Talk,30,`,
			"line 3, subjects: At most 20",
		],
		["a name that is too long", `School,${"B".repeat(121)},,b@s.example,UTC,,Talk,30,`, "At most 120"],
		["a namesake without a handle", "School,Ada,,b@s.example,UTC,,Lesson,30,", "give each a handle"],
	])("%s is refused", (_name, row, message) => {
		expect(faultsOf(() => read("School,Ada,,a@s.example,UTC,,Talk,30,8-12", row)).join()).toContain(message);
	});

	test("is told with the line it begins in, whatever is wrapped before and in it", () => {
		for (const end of ["\r\n", "\n", "\r"]) {
			const rows = [
				heading.replace("subjects", "about"),
				'School,Ada,,a@s.example,UTC,"one\r\ntwo\r\n\r\nfour",Talk,3,',
				"",
				",,,,,,,,",
				"School,Bea,,b@s.example,UTC,,Talk,3,",
			];
			expect(faultsOf(() => readSchool(bytes(rows.join(end))))).toEqual([
				"line 2, duration_minutes: Between 5 and 720.",
				"line 8, duration_minutes: Between 5 and 720.",
			]);
		}
		expect(
			faultsOf(() => read("School,Ada,,a@s.example,UTC,,Talk,30,", 'School,"Bea', ...many(50)))[0],
		).toMatch(/^line 3, row: Cannot be read/);
	});

	test("is told shortly, and cannot steer the terminal", () => {
		const [long, steering] = faultsOf(() =>
			read(
				`School,Ada,,a@s.example,UTC,,Talk,30,${"x".repeat(1_000_000)}`,
				"School,Bea,,b@s.example,UTC,,Talk,30,\u001b[2J\u009b\u202e",
			),
		);
		expect(long?.length).toBeLessThan(200);
		expect(steering).toContain("line 3, monday:");
		expect(steering).not.toMatch(/\p{C}/u);
	});

	test("a formula is text like any other", () => {
		const school = read('School,"=HYPERLINK(""http://x.example"")",eve,e@s.example,UTC,,@SUM(A1),30,');
		expect(school.teachers[0]).toMatchObject({
			name: '=HYPERLINK("http://x.example")',
			types: [{ name: "@SUM(A1)" }],
		});
	});

	test.each([
		["tiny rows", "x\n"],
		["empty rows", "\n"],
		["commas", ","],
		["quotation marks", '"'],
		["NULs", "\0"],
	])("a file of 10 MB of %s is refused at a bounded cost", (_name, unit) => {
		const began = process.cpuUsage();
		const text = `${heading}\n${unit.repeat(10 * 1024 * 1024)}`.slice(0, 10 * 1024 * 1024);
		expect(faultsOf(() => readSchool(bytes(text)))).not.toEqual([]);
		// The processor's time and not the clock's, since the machine has other work, too.
		const { user, system } = process.cpuUsage(began);
		expect((user + system) / 1e6).toBeLessThan(20);
	});

	test("20,000 rows are taken, and one more is refused", () => {
		expect(read(...many(20_000)).teachers).toHaveLength(20_000);
		expect(faultsOf(() => read(...many(20_001)))).toEqual([
			"line 1, file: Has more than 20,000 rows: import it in parts.",
		]);
	});

	test.each([
		["nothing", ""],
		["a heading alone", heading],
		["another kind of file", "\u0089PNG\r\n\u001a\n\u0000"],
		["a quotation mark too many", `${heading}\nSchool,"Ada,,a@s.example`],
		["a column twice", `${heading},monday\nx`],
		["more than 10 MB", "x".repeat(10 * 1024 * 1024 + 1)],
	])("a file of %s is refused with a reason", (_name, text) => {
		expect(faultsOf(() => readSchool(bytes(text)))).not.toEqual([]);
	});
});

test("hours read back as they were written, in every spelling", () => {
	const minute = fc.integer({ min: 0, max: 1440 });
	fc.assert(
		fc.property(
			fc.uniqueArray(minute, { minLength: 2, maxLength: 8 }),
			fc.constantFrom("-", "–", " - ", " to "),
			fc.constantFrom(":", ".", "h"),
			(minutes, dash, point) => {
				const edges = minutes.sort((a, b) => a - b);
				const spans = edges.flatMap((from, i) =>
					i % 2 === 0 && edges[i + 1] !== undefined ? [[from, edges[i + 1] ?? 0]] : [],
				);
				const clock = (at = 0) => `${Math.floor(at / 60)}${point}${String(at % 60).padStart(2, "0")}`;
				const cell = spans.map(([from, until]) => `${clock(from)}${dash}${clock(until)}`).join(", ");
				expect(readHours(cell).map(({ starts_minute, ends_minute }) => [starts_minute, ends_minute])).toEqual(
					spans,
				);
			},
		),
		{ numRuns: 500 },
	);
});

describe("the database", () => {
	const admin = new pg.Client(process.env.DATABASE_ADMIN_URL);
	const own = randomUUID().slice(0, 8);
	const folder = mkdtempSync(join(tmpdir(), "import-"));
	beforeAll(() => admin.connect());
	afterAll(() => admin.end());

	const rows = (count: number, type = "Talk") =>
		Array.from(
			{ length: count },
			(_, i) => `Import ${own},T ${own} ${i},,t${i}-${own}@s.example,UTC,,${type},30,8-12`,
		);
	const load = (lines: string[], staff?: string[]) => {
		const path = join(folder, `${randomUUID()}.csv`);
		writeFileSync(path, (lines[0]?.startsWith(heading) ? lines : [heading, ...lines]).join("\n"));
		return importFile(path, process.env.DATABASE_ADMIN_URL ?? "", () => {}, staff);
	};
	const counted = async () =>
		(
			await admin.query(
				`select count(distinct teacher.id)::integer as teachers, count(distinct type.id)::integer as types,
					count(distinct hours.schedule_id)::integer as spans
				from app.teachers teacher
				join app.appointment_types type on type.teacher_id = teacher.id
				join app.schedules schedule on schedule.teacher_id = teacher.id
				join app.weekly_hours hours on hours.schedule_id = schedule.id
				where teacher.email like $1`,
				[`%-${own}@s.example`],
			)
		).rows[0];

	test("has each teacher once, however often the file is loaded, and what is new besides", async () => {
		expect(await load(rows(20))).toEqual({ teachers: 20, types: 20, added: 20, retired: 0 });
		expect(await load(rows(20))).toEqual({ teachers: 20, types: 20, added: 0, retired: 0 });
		expect(await counted()).toEqual({ teachers: 20, types: 20, spans: 20 });
		expect(await load(rows(21, "Lesson"))).toEqual({ teachers: 21, types: 21, added: 1, retired: 20 });
		expect(await counted()).toEqual({ teachers: 21, types: 41, spans: 21 });
	});

	test("offers a type no longer that the file has no more, and again once it has", async () => {
		const offered = async () =>
			(await admin.query("select api.get_teacher($1) -> 'types' as types", [`t-${own}-0`])).rows[0].types.map(
				(type: { name: string }) => type.name,
			);
		await load(rows(1, "Talk"));
		expect(await offered()).toEqual(["Talk"]);
		await load(rows(1, "Walk"));
		expect(await offered()).toEqual(["Walk"]);
		await expect(
			admin.query("select api.list_slots($1, 'talk', now(), now())", [`t-${own}-0`]),
		).rejects.toMatchObject({ code: "NTFND" });
		await load([...rows(1, "Talk"), ...rows(1, "Walk")]);
		expect((await offered()).sort()).toEqual(["Talk", "Walk"]);
	});

	test("leaves alone what a teacher made at the desk, until the file has it, too", async () => {
		const teacher = `t-${own}-0`;
		const offered = async () =>
			(await admin.query("select api.get_teacher($1) -> 'types' as types", [teacher])).rows[0].types.map(
				(type: { handle: string }) => type.handle,
			);
		await load(rows(1, "Talk"));
		const user = randomUUID();
		await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
		const { id, version, ...wish } = (await admin.query("select api.list_types($1) -> 0 as type", [user]))
			.rows[0].type;
		await admin.query("select api.save_type($1, $2, 0, $3)", [
			user,
			randomUUID(),
			JSON.stringify({ ...wish, handle: "own", name: "Own" }),
		]);
		expect(await load(rows(1, "Talk"))).toMatchObject({ retired: 0 });
		expect((await offered()).sort()).toEqual(["own", "talk"]);
		expect(await load(rows(1, "Own"))).toMatchObject({ retired: 1 });
		expect(await offered()).toEqual(["own"]);
		expect(await load(rows(1, "Talk"))).toMatchObject({ retired: 1 });
		expect(await offered()).toEqual(["talk"]);
	});

	test("adds the staff that is named, takes nobody away, and says whose an address is", async () => {
		const [office, head] = [`office-${own}@s.example`, `head-${own}@s.example`];
		const staff = async () =>
			(
				await admin.query("select email from app.staff where email like $1 order by email", [
					`%-${own}@s.example`,
				])
			).rows.map(({ email }) => email);
		await load(rows(1), [office]);
		await load(rows(1), [office, head]);
		await load(rows(1));
		expect(await staff()).toEqual([head, office]);
		const elsewhere = `Elsewhere ${own},Eve ${own},,eve-staff-${own}@s.example,UTC,,Talk,30,8-12`;
		await expect(load([elsewhere], [head])).rejects.toThrow(
			`--staff: ${head} is staff of Import ${own} already: give another one.`,
		);
		expect(await staff()).toEqual([head, office]);
	});

	test("says of each address that is staff elsewhere whose it is, also by the statement that is printed, and loads nothing", async () => {
		const [here, also, fresh] = ["a", "b", "c"].map((name) => `${name}-staff-${own}@s.example`) as [
			string,
			string,
			string,
		];
		await load(rows(1), [here, also]);
		const name = `Afar ${own}`;
		const line = `${name},Eve ${own},,eve-afar-${own}@s.example,UTC,,Talk,30,8-12`;
		const staff = [also, fresh, here];
		const told = (ending: string) =>
			new RegExp(
				[here, also]
					.map((email) => `${email} is staff of Import ${own} already${ending}`)
					.join("\n(--staff: )?"),
			);
		await expect(load([line], staff)).rejects.toThrow(told(": give another one\\."));
		const school = readSchool(Buffer.from(`${heading}\n${line}`), () => {});
		await expect(admin.query(asSql({ ...school, staff }))).rejects.toMatchObject({
			code: "INVAL",
			message: expect.stringMatching(told("")),
		});
		const { rows: left } = await admin.query(
			`select (select count(*) from app.schools where name = $1)::integer as schools,
				(select count(*) from app.staff where email = $2)::integer as staff`,
			[name, fresh],
		);
		expect(left).toEqual([{ schools: 0, staff: 0 }]);
		await admin.query(asSql({ ...school, staff: [fresh] }));
		await admin.query(asSql({ ...school, staff: [fresh] }));
	});

	test("lets two teachers swap their addresses", async () => {
		await load(rows(2));
		const line = (i: number, email: number) =>
			`Import ${own},T ${own} ${i},,t${email}-${own}@s.example,UTC,,Talk,30,8-12`;
		await load([line(0, 1), line(1, 0)]);
		const { rows: emails } = await admin.query(
			"select email from app.teachers where handle in ($1, $2) order by handle",
			[`t-${own}-0`, `t-${own}-1`],
		);
		expect(emails.map(({ email }) => email)).toEqual([`t1-${own}@s.example`, `t0-${own}@s.example`]);
		await load(rows(2));
	});

	test("gives what stands the seats that its type has now, but never takes one from a booking", async () => {
		const group = (seats: number) =>
			load([
				`${heading},seats,notice_minutes`,
				`Import ${own},G ${own},,g-${own}@s.example,UTC,,Group,60,0-24,${seats},0`,
			]);
		// The heading has Mondays only, and the first one of all was the fifth of January 1970.
		const week = 7 * 86_400_000;
		const at = new Date((Math.floor(Date.now() / week) + 2) * week + 4 * 86_400_000).toISOString();
		const book = () => {
			const who = randomUUID();
			return admin.query("select api.book_slot($1, $2, 'group', $3, 'Booker', $4, 'UTC')", [
				who,
				`g-${own}`,
				at,
				`${who}@booker.example`,
			]);
		};
		await group(2);
		await book();
		await book();
		await expect(book()).rejects.toMatchObject({ code: "TAKEN" });
		await group(3);
		await book();
		await expect(book()).rejects.toMatchObject({ code: "TAKEN" });
		await group(1);
		const { rows: standing } = await admin.query(
			`select seats, seats_taken from app.appointments appointment
			join app.teachers teacher on teacher.id = appointment.teacher_id where handle = $1`,
			[`g-${own}`],
		);
		expect(standing).toEqual([{ seats: 3, seats_taken: 3 }]);
	});

	test("says which types ask first, with no series then, and leaves the rest of it to the desk", async () => {
		const lesson = (hours: number | "") =>
			load([
				`${heading},decide_hours`,
				`Import ${own},A ${own},,a-${own}@s.example,UTC,,Lesson,60,8-12,${hours}`,
			]);
		const asks = async () =>
			(
				await admin.query(
					`select needs_approval as asks, decide_hours as hours, series_cap as dates from app.appointment_types type
					join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = $1`,
					[`a-${own}`],
				)
			).rows[0];
		await lesson("");
		expect(await asks()).toEqual({ asks: false, hours: 48, dates: 1 });
		await admin.query(
			"update app.appointment_types set series_cap = 8 where teacher_id = (select id from app.teachers where handle = $1)",
			[`a-${own}`],
		);
		await lesson(24);
		expect(await asks()).toEqual({ asks: true, hours: 24, dates: 1 });
		await lesson("");
		expect(await asks()).toEqual({ asks: true, hours: 24, dates: 1 });
		await expect(lesson(337)).rejects.toThrow("decide_hours: Between 1 and 336.");
	});

	test("says whose an address is, instead of naming a constraint, and loads nothing", async () => {
		await load(rows(2));
		const before = await counted();
		await expect(
			load([
				`Import ${own},Renamed ${own},,t0-${own}@s.example,UTC,,Talk,30,`,
				`Import ${own},Fresh ${own},,fresh-${own}@s.example,UTC,,Talk,30,8-12`,
			]),
		).rejects.toThrow(
			`Renamed ${own}, email: t0-${own}@s.example is T ${own} 0's. If this is the same person, write t-${own}-0 into the column handle.`,
		);
		await expect(
			load([`Elsewhere ${own},Eve,t-${own}-1,eve-${own}@s.example,UTC,,Talk,30,8-12`]),
		).rejects.toThrow(`Eve, handle: t-${own}-1 is a teacher of Import ${own}`);
		expect(await counted()).toEqual(before);

		await load([`Import ${own},Renamed ${own},t-${own}-0,t0-${own}@s.example,UTC,,Talk,30,8-12`]);
		expect(await counted(), "a new name, and nobody new").toEqual(before);
	});

	test("has nothing of a file that it cannot take whole", async () => {
		const before = await counted();
		// The address belongs to a teacher of another school: only the database can know.
		await admin.query("select app.import_school($1)", [
			JSON.stringify({
				...readSchool(bytes([heading, `Other ${own},O ${own},,o-${own}@x.example,UTC,,Talk,30,`].join("\n"))),
			}),
		]);
		await expect(
			load([...rows(3), `Import ${own},New ${own},,o-${own}@x.example,UTC,,Talk,30,`]),
		).rejects.toThrow(`is O ${own}'s at Other ${own}`);
		expect(await counted()).toEqual(before);
	});
});

test("--staff is repeatable or a list, in any place, and each has to be an address", () => {
	expect(
		takeStaff(["--staff", "A@s.example, b@s.example", "x.csv", "--staff=c@s.example", "--print-sql"]),
	).toEqual({
		staff: ["a@s.example", "b@s.example", "c@s.example"],
		rest: ["x.csv", "--print-sql"],
	});
	for (const words of [["--staff"], ["--staff", ","], ["--staff=office"], ["--staff", "--print-sql"]])
		expect(() => takeStaff(words)).toThrow(/Say whose|does not look like/);
});

test("no text gets out of the SQL it is printed in", async () => {
	const school = read(
		"School,Ada,,a@s.example,UTC,$school$'||x'); drop table app.mails; --,Talk \\' x,30,8-12",
	);
	const admin = new pg.Client(process.env.DATABASE_ADMIN_URL);
	await admin.connect();
	const literal = asSql(school).replace("select app.import_school(", "select (");
	const { rows } = await admin.query<{ given: unknown }>(literal.replace(/\);\s*$/, ") as given"));
	await admin.end();
	expect(rows[0]?.given).toEqual(JSON.parse(JSON.stringify(school)));
});

test("supabase/seed.sql is what the demo school's file gives", () => {
	const school = readSchool(readFileSync("supabase/demo-school.csv"));
	expect(readFileSync("supabase/seed.sql", "utf8")).toBe(asSql({ ...school, staff: [demoStaff] }));
});
