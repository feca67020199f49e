import { expect, test } from "vitest";
import { asANewProcess } from "../api/support/as-a-new-process.ts";
import { faults, refused, rounds, tried } from "../api/support/faults.ts";
import { admin, bookNext, environment, heard, look, nowhere, pass, said } from "../api/support/watch.ts";

test("where nothing is wrong nobody is told anything", async () => {
	await bookNext();
	expect(await look()).toMatchObject({ wrong: [], told: [] });
	expect(heard).toMatchObject({ mails: [], posts: [] });
});

test.each(Object.entries(faults))(
	"%s is told when its fault is there, and no other; once, and once more when it is well",
	async (name, { plant, mend, says }) => {
		await plant();
		expect(await look()).toMatchObject({ wrong: [name], told: [name] });
		expect(heard.posts).toEqual([
			expect.objectContaining({
				alert: name,
				state: "wrong",
				said: expect.stringMatching(says),
				text: expect.stringContaining(`"${name}" in docs/operating.md`),
			}),
		]);
		expect(heard.mails).toHaveLength(1);
		await look();
		expect(said()).toEqual([`${name} wrong`]);
		await mend();
		await pass(4);
		expect((await look()).wrong).toEqual([]);
		expect(said()).toEqual([`${name} wrong`]);
		await pass(1);
		await look();
		await look();
		expect(said()).toEqual([`${name} wrong`, `${name} well`]);
		expect(heard.mails[1]).toMatch(/^\[Firstbell\] Well again: /);
	},
);

test("a provider that takes no mail is told of, where it takes none of five", async () => {
	await tried(5);
	expect(await look()).toMatchObject({ told: ["mails-stuck"] });
	expect(heard.posts[0]?.said).toMatch(/5 were tried and not taken/);
});

test("a provider that refuses whomever a mail is for is told of, where it refused five and took none, though nothing waits", async () => {
	await refused(5);
	expect(await look()).toMatchObject({ told: ["mails-stuck"] });
	expect(heard.posts[0]?.said).toBe("of 5 the recipient was refused within 30 min, and none was taken");
});

test("one that took a mail meanwhile is not told of, nor one that refused four, nor what is half an hour ago", async () => {
	await refused(4);
	expect(await look()).toMatchObject({ wrong: [] });
	await refused(5, 31);
	expect(await look()).toMatchObject({ wrong: [] });
	await refused(3);
	expect(await look()).toMatchObject({ wrong: ["mails-stuck"] });
	await bookNext();
	await admin.query(
		"update app.mails set sent_at = now() - interval '20 minutes' where sent_at is null and failed_at is null",
	);
	expect(await look()).toMatchObject({ wrong: [] });
});

test("rounds of the synthetic booker that are missed are told of, and when it last booked", async () => {
	await rounds([4, null], [3, null]);
	expect(await look()).toMatchObject({ told: ["synthetic-cannot-book"] });
	expect(heard.posts[0]?.said).toMatch(/^its rounds are missed; it last booked 20/);
});

test("two faults are two alerts", async () => {
	await faults["law-broken"]?.plant();
	await faults["burning-fast"]?.plant();
	expect((await look()).told.sort()).toEqual(["burning-fast", "law-broken"]);
	await faults["law-broken"]?.mend();
});

test("where one of the two is deaf the other is told once; where both are, it is told a minute later", async () => {
	await faults["burning-slowly"]?.plant();
	Object.assign(heard.deaf, { mail: true, webhook: true });
	expect((await look()).told).toEqual([]);
	await admin.query("update app.watch_alerts set leased_until = now()");
	heard.deaf.mail = false;
	expect((await look()).told).toEqual(["burning-slowly"]);
	await look();
	expect([heard.mails.length, heard.posts.length]).toEqual([1, 0]);
});

test("a database that is away is told once when it has been for a minute, and once when it is back", async () => {
	asANewProcess({ ...environment, DATABASE_URL: nowhere.postgres });
	await expect(look()).rejects.toMatchObject({ code: "BUSY0" });
	expect(said()).toEqual([]);
	const { noteAway } = await import("../../lib/watch/database-away.ts");
	for (let minutes = 1; minutes < 4; minutes++)
		await noteAway("nothing can be booked", Date.now() + minutes * 60_000);
	expect(said()).toEqual(["database-away wrong"]);
	asANewProcess(environment);
	await look();
	await look();
	expect(said()).toEqual(["database-away wrong", "database-away well"]);
});

test("a database that was away for a moment is not told of", async () => {
	asANewProcess({ ...environment, DATABASE_URL: nowhere.postgres });
	await expect(look()).rejects.toMatchObject({ code: "BUSY0" });
	asANewProcess(environment);
	await look();
	expect(said()).toEqual([]);
});

test("of one process whose Redis is away, too, it is told all the same, and taken back", async () => {
	asANewProcess({ ...environment, UPSTASH_REDIS_REST_URL: nowhere.http });
	const { noteAway, noteBack } = await import("../../lib/watch/database-away.ts");
	for (let minutes = 0; minutes < 4; minutes++)
		await noteAway("nothing can be booked", Date.now() + minutes * 60_000);
	expect(said()).toEqual(["database-away wrong"]);
	await noteBack();
	await noteBack();
	expect(said()).toEqual(["database-away wrong", "database-away well"]);
});

test("that it is back is told until somebody has heard it, and what was left of another time keeps nobody silent", async () => {
	const { noteAway, noteBack } = await import("../../lib/watch/database-away.ts");
	const hour = 3_600_000;
	const away = async (from: number) => {
		for (let minutes = 0; minutes < 3; minutes++)
			await noteAway("nothing can be booked", from + minutes * 60_000);
	};
	await away(Date.now());
	Object.assign(heard.deaf, { mail: true, webhook: true });
	await noteBack();
	Object.assign(heard.deaf, { mail: false, webhook: false });
	expect(said()).toEqual(["database-away wrong"]);
	await noteBack();
	await noteBack();
	expect(said()).toEqual(["database-away wrong", "database-away well"]);
	// Redis went as it was to forget that this was told.
	const { redis } = await import("../../lib/redis.ts");
	await redis().set("watch:away-told", 1);
	await away(Date.now() + hour);
	expect(said().at(-1)).toBe("database-away wrong");
	await noteBack();
	expect(said()).toHaveLength(4);
});
