import { expect, test } from "vitest";
import type { Call } from "../../stack/rehearsal/call.ts";
import { lostAfter, untilPoint } from "../../stack/restore/until-point.ts";

const at = { from: 1_000, to: 1_010 };
const call = (verb: Call["verb"], sent: number, heard: number | null, status = 201): Call => ({
	...{
		person: 1,
		verb,
		due: sent,
		sent,
		heard,
		status,
		code: null,
		key: `${verb} ${sent}`,
		slot: "ada 9:00",
	},
	...{ ref: "a seat", heldUntil: verb === "hold" ? 5_000 : null, email: null, ticket: null },
});

test("what was heard before a point stays as it was, and what was sent after it is not there", () => {
	const heard = call("hold", 900, 990);
	expect(untilPoint([heard, call("hold", 1_011, 1_050), call("book", 2_000, 2_001)], at)).toEqual([heard]);
});

test("what was on its way is known to nobody: neither that it was done, nor what came of it", () => {
	const [held, confirmed] = untilPoint([call("hold", 999, 1_000), call("confirm", 1_010, 1_020)], at);
	expect(held).toMatchObject({ heard: null, status: 0, ref: null, heldUntil: null, key: "hold 999" });
	// Of which hold it was asked, one knows all the same.
	expect(confirmed).toMatchObject({ heard: null, status: 0, ref: "a seat" });
});

test("lost are bookings and moves that somebody was told of after it", () => {
	const calls = [
		call("confirm", 900, 990),
		call("confirm", 999, 1_005),
		call("book", 1_100, 1_200),
		call("move", 1_100, 1_200, 200),
		call("hold", 1_100, 1_200),
		call("cancel", 1_100, 1_200, 200),
		call("book", 1_100, 1_200, 409),
		call("book", 1_100, null, 0),
	];
	expect(lostAfter(calls, at)).toBe(3);
});
