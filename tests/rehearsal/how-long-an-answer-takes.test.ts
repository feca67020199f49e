import { describe, expect, test } from "vitest";
import { Browser } from "../../stack/rehearsal/families/browser.ts";
import { type Opening, usual } from "../../stack/rehearsal/families/families.ts";
import { Inside } from "../../stack/rehearsal/families/inside.ts";
import { StatusBoard } from "../../stack/rehearsal/families/status-board.ts";
import { type Said, world } from "./support/small-world.ts";

const hold = { verb: "hold", path: "/api/holds", body: {} } as const;
/** Always in the middle, so that nothing is by chance. */
const middle = () => 0.5;

describe("who is sent away", () => {
	test("waited from their first asking to their answer, which is one, and what failed is counted as that", async () => {
		const there = await world((_, times) => (times < 3 ? { status: 503, retryAfter: 1 } : { status: 201 }));
		await new Browser(there, 1, middle, false).post(hold);
		const { API, "POST hold": route } = there.meter.latency();
		expect([API?.count, route?.count]).toEqual([1, 1]);
		// Twice a second, as they were told.
		expect(API?.p50).toBeGreaterThan(1_900);
		expect(there.meter.tick(0)).toMatchObject({ requests: 3, failed: 2 });
		expect(there.meter.answers).toEqual({ "POST hold 503": 2, "POST hold 201": 1 });
		expect(there.calls.map(({ status }) => status)).toEqual([503, 503, 201]);
	});

	test("is no quick answer, however quickly", async () => {
		const there = await world((path) => ({ status: path.endsWith("/broken") ? 500 : 503, retryAfter: 0 }));
		const browser = new Browser(there, 1, middle, false);
		for (const path of ["/broken", "/busy"]) await browser.get("GET teacher", "page", path);
		await browser.post({ ...hold, path: "/broken" });
		expect(there.meter.latency()).toEqual({});
		expect(there.meter.tick(0)).toMatchObject({ requests: 3, failed: 3, pageP95: null, apiP95: null });
	});

	test("nor is a line that broke under them", async () => {
		const there = await world((_, times) => ({ status: times === 1 ? 502 : 409, retryAfter: 1 }));
		const due = there.now() - 500;
		await new Browser(there, 1, middle, false).post({ ...hold, due });
		const { API } = there.meter.latency();
		expect([API?.count, (API?.p50 ?? 0) > 1_450]).toEqual([1, true]);
	});
});

test("what a person's own line takes is not ours to be measured by", async () => {
	const there = await world((_, times) => (times === 1 ? { status: 503, retryAfter: 1 } : { status: 201 }));
	// Some 350 ms later each time, by the line, and never cut.
	await new Browser(there, 1, middle, true).post(hold);
	const p50 = there.meter.latency().API?.p50 ?? 0;
	expect(p50).toBeGreaterThan(950);
	expect(p50).toBeLessThan(1_600);
});

test("a crowd that is late itself is seen in its lateness, and in how long passes, holds and bookings took", async () => {
	const start = "2026-11-30T09:00:00.000Z";
	const says: Record<string, Said> = {
		"GET /api/openings/one/status/1": { status: 200, body: { state: "open", freeByTeacher: null } },
		"POST /api/passes": { status: 200 },
		"GET /t/ada": { status: 200 },
		"GET /api/slots/ada/talk/2026-W49": { status: 200, body: { slots: [{ startsAt: start }] } },
		"POST /api/holds": { status: 201, body: { hold: "h" } },
		"POST /api/bookings": { status: 201, body: { ref: "b" } },
	};
	const there = await world((path) => {
		// Just before it has done choosing, and typing.
		if (path === "GET /t/ada" || path === "POST /api/holds") setTimeout(() => busyFor(500), 100);
		return says[path] ?? { status: 404 };
	});
	const opening: Opening = {
		...{ port: 0, host: there.host, opening: "one", opensAt: 0, invitations: [], teachers: ["ada"] },
		...{
			type: "talk",
			weeks: ["2026-W49"],
			comeMs: [0, 0],
			thinkMs: 200,
			lookMs: 1_000,
			shares: usual,
			seed: 1,
		},
	};
	const inside = new Inside({
		...{ world: there, opening, board: new StatusBoard(), random: middle, isSlow: false, is: () => false },
		...{ count: { come: 1, waiting: 0, inside: 1, booked: 0 } },
		browser: new Browser(there, 1, middle, false),
		place: { ticketId: "t", ticket: "t", group: 0, inDraw: true, tailNo: null },
	});
	const toldAt = there.now() - 400;
	expect(await inside.come(toldAt)).toBe("booked");
	const { "POST enter": enter, "POST hold": held, "POST confirm": confirmed } = there.meter.latency();
	expect(enter?.max).toBeGreaterThan(400);
	expect(held?.max).toBeGreaterThan(350);
	expect(confirmed?.max).toBeGreaterThan(350);
	expect(there.meter.lateness().max).toBeGreaterThan(350);
});

function busyFor(ms: number): void {
	for (const until = performance.now() + ms; performance.now() < until; );
}
