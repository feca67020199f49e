import { expect, test } from "vitest";
import { readFile } from "../../app/[lang]/desk/openings/[id]/families/read-file.ts";
import { readFamilies } from "../../lib/office/read-families.ts";
import { Refusal } from "../../lib/refusal.ts";
import { ask } from "./support/ask.ts";
import { makeStaff, newOpening } from "./support/office.ts";
import { newSchool, rows } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const groups = ["Several children", "Everybody else"];
const read = (...lines: string[]) => readFamilies(lines.join("\r\n"), groups);
const faults = (...lines: string[]) =>
	read("email,name,group", ...lines).map(({ line, fault }) => [line, fault]);

function refusalOf(text: string): unknown {
	try {
		readFamilies(text, groups);
	} catch (error) {
		if (error instanceof Refusal) return [error.code, (error.detail.fields as Record<string, string>).text];
		throw error;
	}
	return "read";
}

test.each([
	["UTF-8", (text: string) => Buffer.from(text)],
	["UTF-8 with a mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
	["Windows-1252", (text: string) => Buffer.from(text, "latin1")],
])("a file in %s reads the same, with commas, semicolons or tabs", async (_name, encode) => {
	for (const sign of [",", ";", "\t"]) {
		const text = ["E-Mail,Familie,Gruppe", "a@s.example,Grün,several children"]
			.join("\r\n")
			.replaceAll(",", sign);
		expect(readFamilies(await readFile(new Blob([encode(text)])), groups)).toEqual([
			{ line: 2, email: "a@s.example", name: "Grün", group: 0, fault: null },
		]);
	}
});

test.each([
	["email,name,group"],
	["E-Mail,Name,Gruppe"],
	["E-Mail-Adresse,Familienname,Gruppe"],
	["Adresse e-mail,Nom de famille,Groupe"],
	["Courriel,Famille,Groupe"],
	[" MAIL , Eltern , WAVE "],
	['"E-Mail","Nachname","Gruppe"'],
])("the headings %s are understood", (heading) => {
	expect(read(heading, "A@s.example,Ada,2")).toEqual([
		{ line: 2, email: "a@s.example", name: "Ada", group: 1, fault: null },
	]);
});

test("columns stand in any order, others are passed over, and a group that is left out is the last", () => {
	expect(read("Class;Name;;E-Mail", "7b;Ada;x;a@s.example", ";;;", "7c;;;b@s.example")).toEqual([
		{ line: 2, email: "a@s.example", name: "Ada", group: 1, fault: null },
		{ line: 4, email: "b@s.example", name: null, group: 1, fault: null },
	]);
});

test("a language is its tag or its name in any of ours, and one that mails are not written in is told", () => {
	const said = read(
		"email,Sprache",
		...["de", "FR", "Español", "englisch", "allemand", ""].map(
			(language, i) => `f${i}@s.example,${language}`,
		),
		"last@s.example,Klingon",
	);
	expect(said.map(({ language }) => language)).toEqual(["de", "fr", "es", "en", "de", undefined, undefined]);
	expect(said.map(({ fault }) => fault)).toEqual([
		...Array.from({ length: 6 }, () => null),
		"Mails are not written in “Klingon” yet.",
	]);
});

test("each row says what to mend, and the good ones among them say nothing", () => {
	expect(
		faults(
			"a@s.example,Ada,1",
			"not-an-address,Bea,1",
			"A@S.example ,Ada again,1",
			"c@s.example,Cem,Nobody’s",
			"d@s.example,Dan,3",
			"e@s.example,,",
			",Eve,",
		),
	).toEqual([
		[2, null],
		[3, "This does not look like an e-mail address."],
		[4, "This address is in line 2 already."],
		[5, "There is no group “Nobody’s”."],
		[6, "There is no group “3”."],
		[7, null],
		[8, "This does not look like an e-mail address."],
	]);
});

test.each([
	[
		"CR LF, to write headers of their own",
		'"Ada\r\nBcc: everybody@s.example"',
		"A name is one line of text.",
	],
	["a NUL", "A\u0000da", "A name is one line of text."],
	["a direction turned round", "Ada\u202e", "A name has no invisible characters in it."],
	["a link", '"=HYPERLINK(""https://evil.example"",""Click"")"', "A name has no link in it."],
	["no letters", "+++", "A name has a letter or a number in it."],
	["too many letters", "A".repeat(121), "A name has at most 120 characters."],
])("a name with %s is not taken", (_what, name, fault) => {
	expect(faults(`a@s.example,${name},1`)[0]?.[1]).toBe(fault);
});

test("an address with CR LF, a NUL or a second one in it is none", () => {
	for (const email of [
		'"a@s.example\r\nBcc: b@s.example"',
		"a@s.example\u0000",
		"a@s.example b@s.example",
		"<a@s.example>",
	])
		expect(faults(`${email},Ada,1`)[0]?.[1]).toBe("This does not look like an e-mail address.");
});

test("a formula is text like any other", () => {
	expect(
		read("email,name", "a@s.example,=1+1", "b@s.example,@SUM(A1:A9)").map(({ name, fault }) => [name, fault]),
	).toEqual([
		["=1+1", null],
		["@SUM(A1:A9)", null],
	]);
});

test.each([
	["nothing", "", "The first row has to name the columns, one of them “email”."],
	["no heading", "a@s.example,Ada", "The first row has to name the columns, one of them “email”."],
	[
		"another kind of file",
		"\u0089PNG\r\n\u001a\n\u0000",
		"The first row has to name the columns, one of them “email”.",
	],
	[
		"a lone quotation mark",
		'email,name\na@s.example,"Ada',
		"This file cannot be read: is a quotation mark missing or one too many?",
	],
	[
		"a quotation mark inside",
		'email,name\na@s.example,A"d"a',
		"This file cannot be read: is a quotation mark missing or one too many?",
	],
])("a file of %s is refused with a reason", (_what, text, reason) => {
	expect(refusalOf(text)).toEqual(["INVAL", reason]);
});

test("20,000 families are read, and one more is refused", () => {
	const many = (count: number) =>
		["email", ...Array.from({ length: count }, (_, i) => `f${i}@s.example`)].join("\n");
	expect(readFamilies(many(20_000), groups)).toHaveLength(20_000);
	expect(refusalOf(many(20_001))).toEqual(["INVAL", "A file has at most 20,000 families."]);
});

test("two million letters of anything cost a bounded time", () => {
	for (const unit of ["x\n", "\n", ",", '"', "\0", '""\n']) {
		const began = process.cpuUsage();
		try {
			readFamilies(`email\n${unit.repeat(2_000_000 / unit.length)}`, groups);
		} catch (error) {
			expect(error).toBeInstanceOf(Refusal);
		}
		const { user, system } = process.cpuUsage(began);
		expect((user + system) / 1e6, JSON.stringify(unit)).toBeLessThan(10);
	}
});

test("a preview does nothing, and inviting is all or nothing and once", async () => {
	const school = await newSchool();
	const cookie = await signIn(await makeStaff(school));
	const opening = await newOpening(cookie);
	const invited = async () =>
		(await rows("select email from app.invitations where opening_id = $1", [opening])).length;
	const text = "email\na@s.example\nnot an address";
	const preview = await ask("POST", "/api/invitation-previews", { cookie, body: { opening, text } });
	expect(preview.json.rows.map(({ fault }: { fault: string | null }) => fault === null)).toEqual([
		true,
		false,
	]);
	expect(await invited()).toBe(0);

	const family = (i: number, more = {}) => ({
		email: `f${i}@${school.handle}.example`,
		name: `F ${i}`,
		group: 0,
		...more,
	});
	const post = (families: object[]) =>
		ask("POST", "/api/invitations", { cookie, body: { opening, families } });
	const faulty = await post([family(0), family(1, { email: "not an address" })]);
	expect([faulty.status, Object.keys(faulty.error?.fields as object)]).toEqual([422, ["families.1.email"]]);
	const noGroup = await post([family(0), family(1, { group: 1 })]);
	expect([noGroup.status, noGroup.error?.code]).toEqual([422, "INVAL"]);
	expect(await invited()).toBe(0);

	const [both, twin] = await Promise.all([post([family(0), family(1)]), post([family(1), family(0)])]);
	expect([both.status, twin.status, both.json.added + twin.json.added]).toEqual([200, 200, 2]);
	expect((await post([family(0, { name: "Renamed" }), family(1), family(2)])).json).toEqual({
		added: 1,
		changed: 1,
		kept: 1,
	});
	expect(
		await rows(
			"select from app.mails join app.invitations on invitations.id = invitation_id where opening_id = $1",
			[opening],
		),
	).toHaveLength(3);
});

test("5,000 families are invited in one request, in time, and 20,000 are as many as there can be", async () => {
	const school = await newSchool();
	const cookie = await signIn(await makeStaff(school));
	const opening = await newOpening(cookie);
	const families = Array.from({ length: 5_000 }, (_, i) => ({
		email: `f${i}@${school.handle}.invalid`,
		name: `Familie ${i}`,
		group: 0,
	}));
	const said = await ask("POST", "/api/invitations", { cookie, body: { opening, families } });
	expect([said.status, said.json], said.text.slice(0, 200)).toEqual([
		200,
		{ added: 5_000, changed: 0, kept: 0 },
	]);
	// Nobody has to send all of these.
	await rows(
		"delete from app.mails using app.invitations where invitations.id = invitation_id and opening_id = $1",
		[opening],
	);
	const more = Array.from({ length: 15_001 }, (_, i) => ({ ...families[0], email: `g${i}@s.example` }));
	const full = await ask("POST", "/api/invitations", { cookie, body: { opening, families: more } });
	expect([full.status, full.error?.code]).toEqual([422, "LIMIT"]);
	const found = await ask("GET", `/api/openings/${opening}/invitations?q=familie%204999`, { cookie });
	expect([found.json.count, found.json.invitations[0].email]).toEqual([1, `f4999@${school.handle}.invalid`]);
});
