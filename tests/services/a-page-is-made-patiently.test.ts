import { expect, test } from "vitest";
import { patiently } from "../../lib/patiently.ts";
import { Refusal } from "../../lib/refusal.ts";

/** Refuses so often, and then gives how often it was asked. */
function refusing(times: number, code: "BUSY0" | "NTFND" = "BUSY0") {
	let asked = 0;
	return {
		ask: async () => {
			if (++asked <= times) throw new Refusal(code);
			return asked;
		},
		asked: () => asked,
	};
}

test("what is busy is asked again, until there is an answer", async () => {
	expect(await patiently(refusing(3).ask)).toBe(4);
});

test("after five times it is said", async () => {
	const { ask, asked } = refusing(9);
	await expect(patiently(ask)).rejects.toMatchObject({ code: "BUSY0" });
	expect(asked()).toBe(5);
});

test("any other no is said at once", async () => {
	const { ask, asked } = refusing(1, "NTFND");
	await expect(patiently(ask)).rejects.toMatchObject({ code: "NTFND" });
	expect(asked()).toBe(1);
});
