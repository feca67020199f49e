import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { cancelAsTeacher } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { decide, lapse, requestOf, runOut, seedAsking } from "../support/requests.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const { teacher, user } = await seedAsking(admin, { types: [{ cutoff_minutes: 0 }] });

type State = "pending" | "confirmed" | "declined" | "lapsed" | "cancelled";
type Model = { state: State; late: boolean };
/** What an act does to a request, and what whoever acts hears. */
type Act = { on: (asked: Booked) => Promise<unknown>; by: (before: Model) => [code: string, after: State] };

const yes: Act["by"] = ({ state, late }) => {
	if (state === "lapsed" || (state === "pending" && late)) return ["LAPSD", state];
	return state === "pending" || state === "confirmed" ? ["ok", "confirmed"] : ["STALE", state];
};
const no: Act["by"] = ({ state }) => {
	if (state === "lapsed") return ["LAPSD", state];
	return state === "pending" || state === "declined" ? ["ok", "declined"] : ["STALE", state];
};
const stands = ({ state }: Model) => state === "pending" || state === "confirmed";

const acts: Record<string, Act> = {
	"yes by the link": { on: (asked) => decide(admin, asked, true), by: yes },
	"yes at the desk": { on: (asked) => decide(admin, asked, true, { user }), by: yes },
	"no by the link": { on: (asked) => decide(admin, asked, false), by: no },
	"no at the desk": { on: (asked) => decide(admin, asked, false, { user }), by: no },
	"taken back": {
		on: (asked) => cancel(admin, asked),
		by: (before) => ["ok", stands(before) ? "cancelled" : before.state],
	},
	"cancelled by the teacher": {
		on: ({ booking_id }) => cancelAsTeacher(admin, { user, bookings: [booking_id] }),
		by: ({ state }) => ["ok", state === "pending" ? "declined" : state === "confirmed" ? "cancelled" : state],
	},
	"its time is up": { on: (asked) => runOut(admin, asked), by: ({ state }) => ["ok", state] },
	"the cron comes": {
		on: () => lapse(admin),
		by: ({ state, late }) => ["ok", state === "pending" && late ? "lapsed" : state],
	},
};

let n = 0;
test("a request does what its model does, whatever happens to it in whichever order, and its seat is free when it is over", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 8 }), async (names) => {
			const at = n++;
			const asked = await book(admin, { teacher, at: slotStart(at) });
			const model: Model = { state: "pending", late: false };
			for (const name of names) {
				const { on, by } = acts[name] as Act;
				const [code, after] = by(model);
				expect(await codeOf(on(asked)), `${name} while ${model.state}`).toBe(code);
				model.state = after;
				model.late ||= name === "its time is up";
				const { state, lapsed } = await requestOf(admin, asked.booking_id);
				expect(lapsed ? "lapsed" : state, name).toBe(after);
			}
			const span = [teacher, "lesson", slotStart(at), slotStart(at + 1)];
			const { slots } = await call<{ slots: unknown[] }>(admin, "list_slots", ...span);
			expect(slots).toHaveLength(stands(model) ? 0 : 1);
		}),
		{ numRuns: 150 },
	);
	expect(await brokenLaws(admin)).toEqual([]);
});
