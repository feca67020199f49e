import { expect, test } from "vitest";
import type { Call } from "../../stack/rehearsal/call.ts";
import { storyOf } from "../../stack/rehearsal/checker/claims.ts";
import { findEdits } from "../../stack/rehearsal/checker/laws/edits.ts";
import { findOrderOfSlots } from "../../stack/rehearsal/checker/laws/order-of-slots.ts";
import { readLog } from "../../stack/rehearsal/checker/log.ts";

const nine = "2026-11-30T09:00:00.000Z";
const ten = "2026-11-30T10:00:00.000Z";
const blank = { person: 1, heard: null, status: 0, code: null, ref: null, heldUntil: null, email: null };
let keys = 0;

const call = (asked: Partial<Call> & { sent: number }): Call => ({
	...{ ...blank, verb: "book", due: asked.sent, key: `key ${keys++}`, slot: `ada ${nine}`, ticket: null },
	...asked,
});
const booked = (sent: number, heard: number | null, more: Partial<Call> = {}) =>
	call({ sent, heard, status: heard === null ? 0 : 201, ref: refOf(keys), ...more });
const gone = (sent: number, heard: number, more: Partial<Call> = {}) =>
	call({ sent, heard, status: 409, code: "GONE0", ...more });
const edit = (sent: number, heard: number | null, offers: Record<string, boolean>, status = 200) =>
	call({ verb: "edit", slot: "ada", sent, heard, offers, status: heard === null ? 0 : status });
const refOf = (n: number) => Buffer.alloc(33, n + 1).toString("base64url");

function broken(calls: Call[], done: Call[] = []): string[] {
	const requests = new Map(done.map(({ key }) => [key ?? "", "a-booking"]));
	const rows = { bookings: new Map(), requests, measures: new Map([["ada", { seats: 1, spanMs: 60_000 }]]) };
	return findEdits(storyOf(readLog(calls), rows, 10)).broken;
}

const taken = { [nine]: false, [ten]: true };
const given = { [nine]: true, [ten]: true };

test("a time is had before it is taken back, refused while it is away, and had once it is back", () => {
	expect(broken([booked(0, 50), edit(100, 150, taken), gone(200, 250), edit(300, 350, given)])).toEqual([]);
	expect(broken([edit(100, 150, taken), edit(300, 350, given), booked(400, 450)])).toEqual([]);
});

test("while an edit is on its way, either answer is right", () => {
	for (const edits of [edit(100, 300, taken), edit(100, null, taken)])
		expect(broken([edits, booked(150, 250), gone(150, 250), booked(50, 400)])).toEqual([]);
});

test("an edit that was refused, or is of another teacher, takes nothing back", () => {
	for (const other of [edit(100, 150, taken, 409), { ...edit(100, 150, taken), slot: "bert" }]) {
		expect(broken([other, booked(200, 250)])).toEqual([]);
		expect(broken([other, gone(200, 250)])).toEqual([expect.stringContaining("its teacher offers it")]);
	}
});

test("who has a time that was taken back before they asked is found", () => {
	const late = booked(200, 250);
	const found = [expect.stringContaining("was taken back before and had all the same")];
	expect(broken([edit(100, 150, taken), late])).toEqual(found);
	// Also one that never heard of it, where the database has it.
	const unheard = booked(200, null);
	expect(broken([edit(100, 150, taken), unheard], [unheard])).toEqual(found);
	expect(broken([edit(100, 150, taken), unheard])).toEqual([]);
	expect(broken([edit(100, 150, taken), edit(300, 350, given), late])).toEqual(found);
});

test("who is told that a time is gone which is offered is found", () => {
	const found = [expect.stringContaining("is gone at")];
	expect(broken([gone(0, 50)])).toEqual(found);
	expect(broken([gone(0, 50), edit(100, 150, taken)])).toEqual(found);
	expect(broken([edit(100, 150, taken), gone(200, 250, { slot: `ada ${ten}` })])).toEqual(found);
	expect(broken([edit(100, 150, taken), edit(300, 350, given), gone(400, 450)])).toEqual(found);
});

test("who held a time before it was taken back, and may not confirm it, is found", () => {
	const held = { verb: "confirm", ref: refOf(3) } as const;
	expect(broken([edit(100, 150, taken), gone(200, 250, held)])).toEqual([
		expect.stringContaining("was taken back from who held it"),
	]);
});

test("a time that is gone is not full: its slot's calls have an order all the same", () => {
	const calls = [
		edit(100, 150, taken),
		gone(200, 250),
		call({ sent: 300, heard: 350, status: 409, code: "TAKEN" }),
	];
	const measures = new Map([["ada", { seats: 1, spanMs: 60_000 }]]);
	const rows = { bookings: new Map(), requests: new Map(), measures };
	expect(findOrderOfSlots(storyOf(readLog(calls.slice(0, 2)), rows, 10)).broken).toEqual([]);
	expect(findOrderOfSlots(storyOf(readLog(calls), rows, 10)).broken.length).toBe(1);
});
