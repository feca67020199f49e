import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, type Held } from "../support/verbs.ts";
import { watchedLaws } from "../support/watched.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
beforeAll(() => seedTeacher(admin, "ada"));

type Claim = { minute: string; id: string; teacher: string; type: string; email: string };
type Health = { well: boolean; booked_at: string | null; failed_at: string | null; code: string | null };

/** A round, though this minute may have had one already: that becomes one of an hour ago. */
async function begin(): Promise<Claim> {
	await admin.query("update app.synthetic_rounds set minute = minute - interval '1 hour'");
	return (await call<Claim | null>(admin, "begin_synthetic")) as Claim;
}

async function holdAndBook({ id, teacher, type, email }: Claim): Promise<Booked> {
	const held = await call<Held>(admin, "hold_slot", `${id}-hold`, teacher, type, slotStart(3));
	const who = ["Synthetic Booker", email, "UTC"];
	return call<Booked>(admin, "confirm_hold", `${id}-book`, held.booking_id, 1, ...who);
}

const tables = ["appointments", "bookings", "requests", "mails", "hook_deliveries", "audit"] as const;
async function rowsOf(): Promise<Record<(typeof tables)[number], number>> {
	const counts = tables.map((table) => `(select count(*)::integer from app.${table}) as ${table}`);
	return (await admin.query(`select ${counts.join(", ")}`)).rows[0];
}

test("of twenty who begin in one minute one books, and nobody else", async () => {
	const pool = new pg.Pool({ connectionString: serverUrl, max: 20 });
	const claims = await Promise.all(
		Array.from({ length: 20 }, () => call<Claim | null>(pool, "begin_synthetic")),
	);
	await pool.end();
	const minutes = new Set(claims.filter((claim) => claim !== null).map(({ minute }) => minute));
	// Two where a minute turned meanwhile.
	expect(claims.filter((claim) => claim !== null)).toHaveLength(minutes.size);
	expect(new Set(claims.flatMap((claim) => claim?.teacher ?? [])).size).toBe(1);
});

test("whom it books with is in no directory, has a handle that nobody can guess and shows nothing at it", async () => {
	const { teacher } = await begin();
	expect(teacher).toMatch(/^synthetic-[0-9a-f]{48}$/);
	const listed = async (query: string) =>
		(await call<{ handle: string }[]>(admin, "find_teachers", query)).map(({ handle }) => handle);
	expect([await listed(""), await listed("synthetic")]).toEqual([["ada"], []]);
	expect((await call<{ types: [] }>(admin, "get_teacher", teacher)).types).toEqual([]);

	const { rows } = await admin.query("select pg_get_functiondef('api.find_teachers'::regproc) as law");
	await without(admin, "api.find_teachers", [" not school.is_synthetic and", ""]);
	expect(await listed("synthetic")).toEqual([teacher]);
	await admin.query(rows[0].law);
});

describe("a round", () => {
	test("writes to nobody, notes nothing in a trail, and leaves nothing behind", async () => {
		const claim = await begin();
		const before = await rowsOf();
		const booked = await holdAndBook(claim);
		expect(await watchedLaws(admin), "and nobody misses its mails").toEqual({});
		await cancel(admin, booked);
		expect(await rowsOf()).toEqual({
			...before,
			appointments: before.appointments + 1,
			bookings: before.bookings + 1,
			requests: before.requests + 2,
		});
		await call(admin, "end_synthetic", claim.minute, 120, null, null);
		expect(await rowsOf()).toEqual(before);
	});

	test("would write to both, and be noted, were it somebody's", async () => {
		const claim = await begin();
		const before = await rowsOf();
		const { rows } = await admin.query("select pg_get_functiondef('app.is_synthetic'::regproc) as law");
		await without(admin, "app.is_synthetic", ["not like '%.invalid'", "not like '%.nobody'"]);
		await cancel(admin, await holdAndBook(claim));
		await admin.query(rows[0].law);
		const now = await rowsOf();
		expect([now.mails - before.mails, now.audit - before.audit]).toEqual([4, 1]);
		await call(admin, "end_synthetic", claim.minute, 120, null, null);
		expect((await rowsOf()).mails, "and they are deleted with it").toBe(before.mails);
	});

	test.each(["hold", "book"])("that never came back from its %s is swept by the next", async (last) => {
		const before = await rowsOf();
		const claim = await begin();
		if (last === "book") await holdAndBook(claim);
		else await call(admin, "hold_slot", `${claim.id}-hold`, claim.teacher, claim.type, slotStart(3));
		expect((await rowsOf()).bookings).toBe(before.bookings + 1);
		// Half an hour ago, say.
		await admin.query(
			"update app.synthetic_rounds set minute = minute - interval '30 minutes' where id = $1",
			[claim.id],
		);
		expect(await call(admin, "begin_synthetic")).not.toBeNull();
		expect(await rowsOf()).toEqual(before);
	});
});

test("who gives an address like its own is somebody all the same, and is written to", async () => {
	const before = await rowsOf();
	await book(admin, { at: slotStart(9), email: "synthetic-1@firstbell.invalid" });
	expect((await rowsOf()).mails - before.mails).toBe(2);
});

describe("it is", () => {
	/** How it is after rounds that began so many minutes ago, and failed or booked; all in one moment. */
	async function healthAfter(rounds: [minutesAgo: number, failedAt: string | null | "never"][]) {
		await admin.query("begin");
		await admin.query("delete from app.synthetic_rounds");
		for (const [ago, failedAt] of rounds)
			await admin.query(
				`insert into app.synthetic_rounds (minute, ended_at, duration_ms, failed_at, code)
				select minute, case when $2 is distinct from 'never' then minute end, 100,
					nullif($2, 'never'), case when $2 <> 'never' then 'BUSY0' end
				from (select date_trunc('minute', now()) - make_interval(mins => $1) as minute) as at`,
				[ago, failedAt],
			);
		const health = await call<Health>(admin, "synthetic_health");
		await admin.query("rollback");
		return health;
	}

	test.each<[string, [number, string | null | "never"][], boolean]>([
		["well before its first round", [], true],
		[
			"well while its first two rounds run or fail",
			[
				[1, "book"],
				[0, "never"],
			],
			true,
		],
		[
			"well after a round",
			[
				[3, null],
				[2, null],
				[1, null],
			],
			true,
		],
		[
			"well after one that failed",
			[
				[3, null],
				[2, null],
				[1, "hold"],
			],
			true,
		],
		[
			"well after one that was missed",
			[
				[3, null],
				[2, null],
			],
			true,
		],
		[
			"not well after two in a row that failed",
			[
				[3, null],
				[2, "hold"],
				[1, "hold"],
			],
			false,
		],
		[
			"not well after two in a row that were missed",
			[
				[4, null],
				[3, null],
			],
			false,
		],
		[
			"not well after one that failed and one that was missed",
			[
				[3, null],
				[2, "list"],
			],
			false,
		],
		[
			"not well after two that never came back",
			[
				[3, null],
				[2, "never"],
				[1, "never"],
			],
			false,
		],
		["not well a week after its last round", [[10_080, null]], false],
		[
			"well again with the first round that books",
			[
				[3, "hold"],
				[2, "hold"],
				[1, "hold"],
				[0, null],
			],
			true,
		],
	])("%s", async (_what, rounds, well) => {
		expect((await healthAfter(rounds)).well).toBe(well);
	});

	test("told where its last round failed, and when it last booked", async () => {
		const health = await healthAfter([
			[2, null],
			[1, "hold"],
		]);
		expect(health).toMatchObject({ failed_at: "hold", code: "BUSY0", booked_at: expect.any(String) });
	});
});

test("rounds are kept for a week", async () => {
	await admin.query("delete from app.synthetic_rounds");
	await admin.query(
		`insert into app.synthetic_rounds (minute)
		select date_trunc('minute', now()) - make_interval(days => 1) * n from generate_series(1, 20) as n`,
	);
	const { minute } = await call<Claim>(admin, "begin_synthetic");
	await call(admin, "end_synthetic", minute, 120, null, null);
	const { rows } = await admin.query("select count(*)::integer as count from app.synthetic_rounds");
	expect(rows[0].count).toBe(7);
});
