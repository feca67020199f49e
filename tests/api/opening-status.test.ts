import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ask, post, type Said } from "./support/ask.ts";
import { join, patiently, status } from "./support/family.ts";
import { crowd, invite, moveOpening, newOpening, setPace, steer } from "./support/opening.ts";
import { rows } from "./support/school.ts";

describe("the status", () => {
	test("is one copy for everybody, with a strong ETag, and nothing new is 304", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const first = await status(opening, 0);
		expect(first.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1, must-revalidate");
		expect(first.headers.get("cdn-cache-control")).toBe("max-age=1, stale-while-revalidate=30");
		expect(first.headers.get("set-cookie")).toBeNull();
		const etag = first.headers.get("etag") ?? "";
		expect(etag).toMatch(/^"[\w-]{22}"$/);
		const again = await status(opening, 0, { "if-none-match": etag });
		// Asked for within the second; a slow machine may have made the next one.
		if (again.status === 200) expect(again.json.now).not.toBe(first.json.now);
		else expect([again.status, again.text]).toEqual([304, ""]);
	});

	test("has one spelling, and an unknown opening is a 404", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const nobody = "00000000-0000-4000-8000-000000000000";
		const statusOf = async (path: string) => (await ask("GET", path)).status;
		expect(await statusOf(`/api/openings/${opening.id.toUpperCase()}/status/0`)).toBe(404);
		expect(await statusOf(`/api/openings/${opening.id}/status/0?again=1`)).toBe(404);
		expect(await statusOf(`/api/openings/${opening.id}/status/00`)).toBe(422);
		expect(await statusOf(`/api/openings/${opening.id}/status/21`)).toBe(422);
		expect(await statusOf(`/api/openings/${nobody}/status/0`)).toBe(404);
		expect(await statusOf(`/api/openings/${nobody}/record`)).toBe(404);
		for (const id of [nobody, "nothing", "0".repeat(40), opening.id.slice(1)])
			expect(await statusOf(`/opening/${id}`), id).toBe(404);
	});

	test("from before a bell is never told after it under the phase that begins with it, and kept by nobody", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const ahead = await status(opening, 1);
		expect(ahead.json.groups[0].opensInMs).toBeGreaterThan(0);
		expect(ahead.headers.get("cache-control")).toBe("private, no-store");

		await moveOpening(opening.id, { opensIn: 5 });
		const opensInMs = async () => (await status(opening, 0)).json.groups[0].opensInMs;
		await expect.poll(opensInMs, { timeout: 3_000 }).toBeLessThan(5_000);
		const bell = Date.parse((await status(opening, 0)).json.groups[0].opensAt);
		const until = (at: number) => new Promise((wake) => setTimeout(wake, Math.max(0, at - Date.now())));
		// A copy that is made where its own news of the bell is more than half a second off.
		await until(bell - 1_600);
		const looks = setInterval(() => void status(opening, 0), 60);
		const told: { said: Said; at: number }[] = [];
		const asked: Promise<unknown>[] = [];
		for (let at = bell - 1_500; at < bell + 300; at += 40) {
			await until(at);
			asked.push(status(opening, 1).then((said) => told.push({ said, at: Date.now() })));
		}
		clearInterval(looks);
		await Promise.all(asked);
		expect(told.length).toBeGreaterThan(40);
		for (const { said, at } of told) {
			const early = said.json.groups[0].opensInMs > 0;
			expect(said.headers.get("cache-control") === "private, no-store").toBe(early);
			if (early) expect(at).toBeLessThan(bell);
		}
		// Who asks for more groups than there are is not early once all are open.
		expect((await status(opening, 20)).headers.get("cache-control")).toContain("s-maxage=1");
	});

	test("tells the seed once the draw is done: before it no answer has it, and then it is the one promised", async () => {
		const opening = await newOpening({ opensIn: [3600, 7200] });
		await crowd(opening, 5);
		const link = await invite(opening);
		const seeds = await rows<{ hex: string; url: string }>(
			`select encode(seed, 'hex') as hex, encode(seed, 'base64') as url
			from app.opening_groups where opening_id = $1 order by position`,
			[opening.id],
		);
		const place = await join(link);
		const answers = async () => [
			await status(opening, 0),
			await status(opening, 2),
			place,
			await join(link),
			await ask("GET", `/api/tickets/${place.json.ticket}`),
			await ask("GET", `/api/openings/${opening.id}/record`),
			await ask("GET", `/opening/${opening.id}`),
			await ask("GET", `/opening/${opening.id}/${link}?place=${place.json.ticket}`),
			await post("/api/passes", { ticket: place.json.ticket }),
		];
		const told = async () =>
			seeds.map(
				({ hex, url }) =>
					async () =>
						(await answers()).some(({ text }) => text.includes(hex) || text.includes(url)),
			);
		for (const isTold of await told()) expect(await isTold()).toBe(false);
		// To nobody, the rank neither.
		const [ranked] = await rows<{ rank: string }>("select rank from app.tickets where id = $1", [
			place.json.ticketId,
		]);
		expect((await answers()).filter(({ text }) => text.includes(String(ranked?.rank)))).toEqual([]);

		await moveOpening(opening.id, { opensIn: [-1, 7200] });
		await expect
			.poll(async () => (await status(opening, 1)).json.groups[0].seed, patiently)
			.toBe(seeds[0]?.hex);
		const { groups } = (await status(opening, 1)).json;
		expect(createHash("sha256").update(Buffer.from(groups[0].seed, "hex")).digest("hex")).toBe(
			groups[0].commitment,
		);
		expect(groups[0].drawn).toBe(6);
		expect(groups[1]).toMatchObject({ seed: null, drawn: 0, servedBelow: 0 });
		expect((await ask("GET", `/opening/${opening.id}`)).text).toContain(groups[1].commitment);
	});

	test("lets in as many as the pace allows, nobody while it is paused, and says when nothing is left", async () => {
		const opening = await newOpening({ opensIn: 3600, seats: 2 });
		await crowd(opening, 50);
		await steer(opening, "pause");
		await moveOpening(opening.id, { opensIn: -1 });
		await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("paused");
		const served = async () => (await status(opening, 1)).json.groups[0].servedBelow;
		expect(await served()).toBe(0);
		await setPace(opening, 5);
		await steer(opening, "resume");
		await expect.poll(served, patiently).toBeGreaterThan(0);
		// Two seats call three people, however fast it could go.
		const [called] = await rows<{ n: number }>(
			"select count(*)::int as n from app.tickets where opening_id = $1 and offered_at is not null",
			[opening.id],
		);
		expect(called?.n).toBe(3);
		await rows(
			`delete from app.weekly_hours where schedule_id in (select schedule.id from app.schedules schedule join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1)`,
			[opening.teacher],
		);
		await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("sold_out");
	});
});
