import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHours } from "../../stack/import/hours.ts";
import { readSchool } from "../../stack/import/read-school.ts";
import { Faulty } from "../../stack/import/school.ts";
import { asSql, importFile } from "../../stack/import.ts";

const heading = "school,teacher,handle,email,time_zone,subjects,type,duration_minutes,monday";
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...rows: string[]) => readSchool(bytes([heading, ...rows].join("\r\n")));

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
			"line 6, school: One file is one school, and this one began with School.",
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
	])("%s is refused", (_name, row, message) => {
		expect(faultsOf(() => read("School,Ada,,a@s.example,UTC,,Talk,30,8-12", row)).join()).toContain(message);
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
	const load = (lines: string[]) => {
		const path = join(folder, `${randomUUID()}.csv`);
		writeFileSync(path, [heading, ...lines].join("\n"));
		return importFile(path, process.env.DATABASE_ADMIN_URL ?? "", () => {});
	};
	const counted = async () =>
		(
			await admin.query(
				`select count(distinct teacher.id)::integer as teachers, count(distinct type.id)::integer as types,
					count(distinct hours.id)::integer as spans
				from app.teachers teacher
				join app.appointment_types type on type.teacher_id = teacher.id
				join app.weekly_hours hours on hours.teacher_id = teacher.id
				where teacher.email like $1`,
				[`%-${own}@s.example`],
			)
		).rows[0];

	test("has each teacher once, however often the file is loaded, and what is new besides", async () => {
		expect(await load(rows(20))).toEqual({ teachers: 20, types: 20, added: 20 });
		expect(await load(rows(20))).toEqual({ teachers: 20, types: 20, added: 0 });
		expect(await counted()).toEqual({ teachers: 20, types: 20, spans: 20 });
		expect(await load(rows(21, "Lesson"))).toEqual({ teachers: 21, types: 21, added: 1 });
		expect(await counted()).toEqual({ teachers: 21, types: 41, spans: 21 });
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
		).rejects.toThrow("nothing was loaded");
		expect(await counted()).toEqual(before);
	});
});

test("supabase/seed.sql is what the demo school's file gives", () => {
	expect(readFileSync("supabase/seed.sql", "utf8")).toBe(
		asSql(readSchool(readFileSync("supabase/demo-school.csv"))),
	);
});
