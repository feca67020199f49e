import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findDoubts } from "../../stack/draw/calls.ts";
import type { DrawRecord, Served } from "../../stack/draw/record.ts";
import { findFault, placeOf } from "../../stack/draw/verify.ts";
import { inMinutes, invite, join, leave, ring, saveOpening, seedOffice, step } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { call } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const office = await seedOffice(admin, "school", ["ada"]);
const opening = await saveOpening(admin, office, {
	groups: [10, 20, 30].map((minutes) => ({ name: `In ${minutes}`, opens_at: inMinutes(minutes) })),
});
for (const group of [0, 1, 2]) {
	for (const family of await invite(admin, office, opening, 30, { group, named: `group-${group}` })) {
		await join(admin, family);
	}
}
await ring(admin, opening, [0, 1]);
await step(admin, opening, { pace: 5 });
const late = await invite(admin, office, opening, 6, { named: "late" });
for (const [i, family] of late.entries()) {
	const ticket = await join(admin, family);
	if (i === 2) await leave(admin, ticket);
}
for (const pace of [10, 10, 12]) await step(admin, opening, { pace });
const truth = await call<DrawRecord>(admin, "draw_record", opening.id);

const folder = mkdtempSync(path(tmpdir(), "draw-"));
afterAll(() => rmSync(folder, { recursive: true }));
function verify(record: DrawRecord, ...words: string[]): { said: string; exit: number | null } {
	const file = path(folder, "record.json");
	writeFileSync(file, JSON.stringify(record));
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		["--disable-warning=ExperimentalWarning", "stack/verify-draw.ts", file, ...words],
		{ encoding: "utf8" },
	);
	return { said: `${stdout}${stderr}`.trim(), exit: status };
}

test("the record of a draw with two groups called and one to come holds, and says where a ticket is", () => {
	expect(truth.groups.map(({ drawn, tail, seed }) => [drawn?.length, tail.length, seed !== null])).toEqual([
		[30, 6, true],
		[30, 0, true],
		[undefined, 0, false],
	]);
	expect(truth.called.length).toBe(4);
	expect(findFault(truth)).toBeNull();
	const [first] = truth.groups;
	const ticket = first?.drawn?.[4]?.[0] ?? "";
	const noted = ["--commitment", first?.commitment ?? "", "--tickets", first?.tickets_hash ?? ""];
	expect(verify(truth, "--ticket", ticket, ...noted)).toEqual({
		said: [
			"Group 1: 30 were drawn as the seed says, and 6 came after them.",
			"Group 2: 30 were drawn as the seed says, and 0 came after them.",
			"Group 3: its draw is still to come.",
			`Ticket ${ticket} is number 5 of the 30 drawn in group 1.`,
		].join("\n"),
		exit: 0,
	});
	expect(placeOf(truth, first?.tail[1]?.[0] ?? "")).toContain("number 2 of those who came after");
	expect(placeOf(truth, randomUUID())).toContain("not in this record");
});

type Group = DrawRecord["groups"][number];
const changes: [string, RegExp, (group: Group, record: DrawRecord) => void][] = [
	[
		"another seed",
		/seed is not the one that was promised/,
		(group) => {
			group.seed = randomBytes(32).toString("hex");
		},
	],
	[
		"a ticket taken out",
		/list of drawn tickets/,
		(group) => {
			group.drawn?.splice(3, 1);
		},
	],
	[
		"a ticket put in",
		/list of drawn tickets/,
		(group) => {
			group.drawn?.push([randomUUID(), 4294967295]);
		},
	],
	[
		"a ticket put in another's place",
		/list of drawn tickets/,
		(group) => {
			(group.drawn?.[3] ?? [])[0] = randomUUID();
		},
	],
	[
		"two tickets swapped",
		/has another rank|not where its rank/,
		(group) => {
			swap(group.drawn ?? [], 0);
		},
	],
	[
		"two that are swapped with their order",
		/not where its rank puts it/,
		(group) => {
			group.drawn?.reverse();
		},
	],
	[
		"a better rank",
		/has another rank than the seed gives it/,
		(group) => {
			(group.drawn?.[20] ?? [])[1] = 1;
		},
	],
	[
		"a gap behind the draw",
		/has number 3 instead of 2/,
		(group) => {
			group.tail.splice(1, 1);
		},
	],
	[
		"two swapped behind the draw",
		/has number/,
		(group) => {
			group.tail.reverse();
		},
	],
	[
		"one who came later ahead of one who came before",
		/came before the one that is ahead/,
		(group) => {
			swap(group.tail, 0);
			swap(group.tail, 1);
		},
	],
	[
		"one who is drawn and late",
		/twice/,
		(group) => {
			group.tail.push([group.drawn?.[0]?.[0] ?? "", 7, "9"]);
		},
	],
	[
		"a call taken back",
		/took back/,
		(_group, { called }) => {
			(called[1]?.served[0] ?? [])[0] = 0;
		},
	],
	[
		"a call past the last",
		/further than there is anybody/,
		(_group, { called }) => {
			(called[1]?.served[0] ?? [])[1] = 99;
		},
	],
	[
		"a call of more than were next",
		/where \d+ were next/,
		(_group, { called }) => {
			(called[1] ?? { called: 0 }).called = 99;
		},
	],
	[
		"a call left out at the end",
		/than its calls went/,
		(_group, { called }) => {
			called.pop();
		},
	],
	[
		"who came late called before who was drawn",
		/went to who came late in group 1, while \d+ ahead of them in group 1/,
		(_group, { called }) => {
			for (const { served } of called.slice(1)) served[0] = atLeast(served[0], 0, 1);
		},
	],
	[
		"who came late called, and nobody who was drawn",
		/went to who came late in group 1, while 30 ahead of them in group 1/,
		(group, { called }) => {
			group.served_below = 0;
			for (const call of called) {
				call.called = 0;
				(call.served[0] ?? [])[0] = 0;
			}
		},
	],
	[
		"a later group called before the one ahead",
		/went to those of group 2, while \d+ ahead of them in group 1/,
		(_group, { groups, called }) => {
			const first = groups[1]?.drawn?.[0]?.[1] ?? 0;
			for (const { served } of called.slice(1)) served[1] = atLeast(served[1], first + 1, 0);
		},
	],
	[
		"a later group called before who came late ahead of it",
		/went to those of group 2, while 1 ahead of them in group 1/,
		(group, { called }) => {
			group.tail_served -= 1;
			for (const call of called) {
				call.called = Math.min(call.called, 5);
				if (call.served[0]?.[1] === 6) call.served[0][1] = 5;
			}
		},
	],
	[
		"how many there were left out",
		/does not say how many there were/,
		(_group, { called }) => {
			called[2]?.served[0]?.splice(2);
		},
	],
	[
		"a seed that is told before its draw",
		/still to come/,
		(_group, { groups }) => {
			(groups[2] ?? ({} as Group)).seed = "00";
		},
	],
];

test.each(changes)("%s is found, and said in one sentence", (_what, sentence, change) => {
	const record = structuredClone(truth);
	change(record.groups[0] as Group, record);
	expect(findFault(record)).toMatch(sentence);
});

test("a record of a version that did not write down who had left still holds, and what it leaves open is said", () => {
	const record = structuredClone(truth);
	for (const { served } of record.called) for (const group of served) group.splice(2);
	expect(findFault(record)).toBeNull();
	expect(findDoubts(record)).toEqual([]);
	// The last of the draw had left, and their turn had not come when those behind them were called.
	const [group] = record.groups;
	const last = group?.drawn?.at(-1)?.[1] ?? 0;
	if (group) group.served_below = last;
	for (const call of record.called) {
		call.called = Math.min(call.called, 5);
		if (call.served[0]) call.served[0][0] = Math.min(call.served[0][0], last);
	}
	const { said, exit } = verify(record);
	expect(exit).toBe(0);
	expect(said).toContain(
		"Group 1: 1 were not called yet when who came late in group 1 were. They may have left: this record is of a version that did not write it down.",
	);
});

test("what was noted before is compared, and what was changed with all that follows from it is found so", () => {
	const other = "ab".repeat(32);
	expect(verify(truth, "--commitment", other)).toMatchObject({
		exit: 1,
		said: expect.stringContaining("No group's promise"),
	});
	expect(verify(truth, "--tickets", other)).toMatchObject({
		exit: 1,
		said: expect.stringContaining("No group's list"),
	});
	const record = structuredClone(truth);
	record.groups[0]?.drawn?.splice(3, 1);
	expect(verify(record)).toMatchObject({ exit: 1, said: expect.stringMatching(/^Group 1: the list .*\.$/) });
});

test("what is no record, or is not there, is said", () => {
	expect(verify({} as DrawRecord)).toMatchObject({
		exit: 1,
		said: expect.stringContaining("not the record of a draw"),
	});
	expect(verify(truth, "--ticket")).toMatchObject({
		exit: 1,
		said: expect.stringContaining("lacks what follows"),
	});
	expect(verify(truth, "--all", "x")).toMatchObject({
		exit: 1,
		said: expect.stringContaining("There is no --all"),
	});
});

/** As far as it had come, and no less than that. */
function atLeast([below, tail, numbered]: Served = [0, 0, 0], least: number, leastTail: number): Served {
	return [Math.max(below, least), Math.max(tail, leastTail), numbered];
}

/** Swaps what two rows say, but for the second column, which is a row's own. */
function swap(rows: (string | number)[][], column: 0 | 1): void {
	const [one, two] = [rows[0] ?? [], rows[1] ?? []];
	if (column === 0) [one[0], two[0]] = [two[0] ?? "", one[0] ?? ""];
	else [one[2], two[2]] = [two[2] ?? "", one[2] ?? ""];
}
