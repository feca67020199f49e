import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readOutside } from "../../lib/rules/read-rules.ts";
import { ask } from "./support/ask.ts";
import { typeBody } from "./support/rules.ts";
import { newSchool } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const { teachers } = await newSchool(1);
const teacher = teachers[0]?.handle ?? "";
const cookie = await signIn(teachers[0]?.email ?? "");

const types = async () => (await ask("GET", "/api/types", { cookie })).json.types as { id: string }[];
const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
const save = (body: object) => ask("PUT", "/api/types", { cookie, body });

test("a type is made, put first, retired and taken back", async () => {
	const made = await save(await typeBody(teacher));
	expect(made.status, made.text).toBe(200);
	const { id } = made.json.type;
	const others = (await types()).map((type) => type.id).filter((other) => other !== id);
	const ordered = await ask("PUT", "/api/type-order", { cookie, body: { types: [id, ...others] } });
	expect(ordered.json.types.map((type: { id: string }) => type.id)).toEqual([id, ...others]);
	expect(await types()).toEqual(ordered.json.types);
	const body = { type: id };
	const retired = await ask("POST", "/api/retirements", { cookie, body });
	expect([retired.status, retired.json]).toEqual([200, { outside: [] }]);
	expect((await types()).map((type) => type.id)).toEqual(others);
	const restored = await ask("POST", "/api/restorations", { cookie, body });
	expect([restored.status, restored.json]).toEqual([200, { outside: [] }]);
	expect(await types()).toEqual(ordered.json.types);
});

test("where a database from before says nothing of what is outside, nothing is, and the answer is a yes", () => {
	const { outside }: { handle: string; outside?: [] } = { handle: teacher };
	expect(readOutside(outside)).toEqual([]);
});

test.each<[string, object, Record<string, unknown>]>([
	[
		"a duration of four minutes",
		{ durationMinutes: 4 },
		{ durationMinutes: "Between 5 minutes and 12 hours." },
	],
	["an other duration of a day", { otherDurations: [30, 1440] }, { "otherDurations.1": expect.any(String) }],
	["no seat", { seats: 0 }, { seats: "Give a whole number from 1 to 500." }],
	["half a seat", { seats: 1.5 }, { seats: "Give a whole number from 1 to 500." }],
	["a notice of two months", { noticeMinutes: 86_400 }, { noticeMinutes: "At most 30 days." }],
	[
		"a last day before the first",
		{ firstDay: "2026-12-02", lastDay: "2026-12-01" },
		{ lastDay: expect.any(String) },
	],
	[
		"dates that nobody knows the holidays of",
		{ firstDay: inDays(729), lastDay: inDays(733) },
		{ lastDay: "At most two years ahead." },
	],
	[
		"a series of what waits for a yes",
		{ needsApproval: true, seriesCap: 2 },
		{ seriesCap: "What waits for your yes is asked for one by one: give 1." },
	],
	["fifteen days to answer", { decideHours: 360 }, { decideHours: "Between an hour and 14 days." }],
	["a name of blanks", { name: "  " }, { name: "Please name it." }],
	[
		"a choice of one",
		{ questions: [{ id: "a", label: "Which?", kind: "choice", required: true, choices: ["A"] }] },
		{ "questions.0.choices": "Give two choices or more." },
	],
	["an address with a blank", { handle: "my type" }, { handle: expect.any(String) }],
	[
		"a schedule that is nobody's",
		{ scheduleId: randomUUID() },
		{ scheduleId: "This schedule is not there any more." },
	],
])("%s is refused at its field", async (_what, change, fields) => {
	const said = await save(await typeBody(teacher, change));
	expect(said.status, said.text).toBe(422);
	expect(said.error).toMatchObject({ code: "INVAL", fields });
});

test("an address that another type has is refused at its field, also where that one is retired", async () => {
	const made = await save(await typeBody(teacher, { handle: "taken" }));
	expect(made.status, made.text).toBe(200);
	const again = async () => (await save(await typeBody(teacher, { handle: "taken" }))).error;
	const no = { code: "INVAL", fields: { handle: expect.stringContaining("Another type of yours") } };
	expect(await again()).toMatchObject(no);
	await ask("POST", "/api/retirements", { cookie, body: { type: made.json.type.id } });
	expect(await again()).toMatchObject(no);
});
