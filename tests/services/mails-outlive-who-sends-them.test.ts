import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { type Delivery, type Kill, type Step, startDeaths } from "../api/support/killed-drainer.ts";
import { begin, type Change, seedAll } from "../api/support/what-happens.ts";
import { ownDatabase } from "../support/own-database.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: adminUrl, max: 4 });
afterAll(() => pool.end());
await seedAll(admin);
// More of them find more: three to five seconds each.
const runs = Number(process.env.DEATH_RUNS) || 10;
// Who takes a mail leaves a trace of when, by the database's clock.
await admin.query(`
	create table app.takes (mail_id uuid, at timestamptz);
	create function app.note_take() returns trigger language plpgsql as
		$$ begin insert into app.takes values (new.id, now()); return null; end $$;
	create trigger note_take after update of attempts on app.mails
		for each row when (new.attempts > old.attempts) execute function app.note_take()`);

const everyKind = "cancelled confirmed declined lapsed moved offered reminder requested waiting".split(" ");

let leasedAtOnce = 0;
const { deliveries, start, killed, stop } = await startDeaths(async () => {
	const { rows } = await pool.query(
		"select count(*)::integer as count from app.mails where sent_at is null and failed_at is null and attempts > 0 and due_at > now()",
	);
	leasedAtOnce = Math.max(leasedAtOnce, rows[0].count);
});
afterAll(stop);

test(
	"whenever who sends them is killed, every mail goes out by one Message-ID, and none that was not true when it was taken",
	async () => {
		const kill = fc.record({
			at: fc.constantFrom<Step>("from", "data", "accepted", "accepted"),
			nth: fc.integer({ min: 1, max: 12 }),
			afterMs: fc.constantFrom(0, 0, 1, 2, 5, 15),
		});
		// Each thing happens when all is told of those before it, so that a mail of every kind goes out.
		await sendAll([], async () => ((await isDone()) ? 0 : 1));
		await everyMailArrived();
		expect((await kindsSent()).sort()).toEqual(everyKind);
		await fc.assert(
			fc.asyncProperty(
				fc.array(kill, { minLength: 1, maxLength: 4 }),
				fc.infiniteStream(fc.nat()),
				async (kills, dice) => {
					const changes = await sendAll(kills, () => dice.next().value ?? 0);
					await everyMailArrived();
					expect(await untrue(changes)).toEqual([]);
					expect(leasedAtOnce, "taken while others are still sent").toBeLessThanOrEqual(3);
				},
			),
			{ numRuns: runs, endOnFailure: true },
		);
	},
	runs * 50_000,
);

test("a law that hands out what is not true any more is found", async () => {
	const { rows } = await pool.query(
		"select pg_get_functiondef(law::regproc) as law from unnest(array['app.overtaken', 'app.is_still_so']) as law",
	);
	const laws = rows.map(({ law }) => law as string);
	const careless = laws.map((law) =>
		law
			.replace("then app.outdated(p_mail, p_booking)", "then null")
			.replace("p_booking.state = 'cancelled' and", "false and")
			.replace("p_booking.state <> 'pending' or", "false and")
			.replace("when 'waiting' then wait.state = 'waiting'", "when 'waiting' then true"),
	);
	for (const law of careless) await pool.query(law);
	// Who is killed at the first mail leaves the rest of them to change before anybody takes them.
	const changes = await sendAll([{ at: "from", nth: 1, afterMs: 0 }], (n) => n, 100);
	for (const law of laws) await pool.query(law);
	const kinds = new Set((await untrue(changes)).map((each) => each.split(" ")[0]));
	expect([...kinds].sort()).toEqual(["confirmed", "reminder", "requested", "waiting"]);
}, 300_000);

/** Books, changes some of it, `most` things after each kill, and sends what is to be told of it, by one process after the other. */
async function sendAll(
	kills: Kill[],
	dice: (n: number) => number | Promise<number>,
	most = 3,
): Promise<Change[]> {
	const deeds = await begin(pool);
	deliveries.length = 0;
	leasedAtOnce = 0;
	await due();
	const changes: Change[] = [];
	const done = new Set<number>();
	const change = async (n: number) => {
		const nth = n % deeds.length;
		if (done.has(nth)) return;
		done.add(nth);
		const news = (await deeds[nth]?.()) ?? [];
		const { rows } = await pool.query("select clock_timestamp()::text as at");
		changes.push(...news.map((each) => ({ ...each, at: rows[0].at as string })));
	};
	for (const [i, kill] of kills.entries()) {
		await killed(start(serverUrl), kill, isDone);
		await gone();
		for (let n = 1; n <= most; n++) await change(await dice(i * most + n));
		await due();
	}
	const last = start(serverUrl);
	while (done.size < deeds.length || !(await isDone())) {
		const n = await dice(99);
		const left = [...deeds.keys()].filter((nth) => !done.has(nth));
		if (n % 3 === 0) await change(left[n % left.length] ?? 0);
		// One that a booker's turn holds back need not be waited for.
		await pool.query("update app.mails set due_at = now() where attempts = 0 and due_at > now()");
		await pause(20);
	}
	await killed(last, { at: "from", nth: 1, afterMs: 0 }, isDone);
	await gone();
	return changes;
}

/** Until the database has ended what it did for who is dead. */
async function gone(): Promise<void> {
	for (;;) {
		const { rows } = await pool.query(
			"select from pg_stat_activity where datname = current_database() and application_name = 'firstbell'",
		);
		if (rows.length === 0) return;
		await pause(10);
	}
}

const due = () =>
	pool.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");

async function isDone(): Promise<boolean> {
	const { rows } = await pool.query(
		"select from app.mails where sent_at is null and failed_at is null limit 1",
	);
	return rows.length === 0;
}

async function kindsSent(): Promise<string[]> {
	const { rows } = await pool.query("select distinct kind::text from app.mails where sent_at is not null");
	return rows.map(({ kind }) => kind);
}

async function everyMailArrived(): Promise<void> {
	const { rows } = await pool.query("select id, sent_at is not null as sent, error from app.mails");
	const idIn = ({ messageId }: Delivery) => messageId.replace(/^<|@.*$/g, "");
	const came = Map.groupBy(deliveries, idIn);
	for (const { id, sent, error } of rows) {
		if (sent) expect(came.has(id), `${id} came`).toBe(true);
		else expect(error).toMatch(/^(cancelled|moved|decided|over) meanwhile$/);
	}
	expect([...came.keys()].filter((id) => rows.every((row) => row.id !== id))).toEqual([]);
	// Each booker has an address of their own, and hears of each thing once.
	const told = Map.groupBy(
		deliveries.filter(({ to }) => to.endsWith("@booker.example")),
		({ to, kind }) => `${kind} ${to}`,
	);
	for (const same of told.values()) expect(new Set(same.map(idIn)).size).toBe(1);
}

/** The mails that were taken after it was known that what they tell is not so any more. */
async function untrue(changes: Change[]): Promise<string[]> {
	const { rows } = await pool.query(
		`select mail.id, mail.kind::text from app.mails mail
		join app.takes take on take.mail_id = mail.id
		join jsonb_to_recordset($1) as change (of uuid, never text[], at timestamptz)
			on change.of = coalesce(mail.booking_id, mail.wait_id)
		where take.at > change.at and mail.kind::text = any (change.never)`,
		[JSON.stringify(changes)],
	);
	return rows.map(({ id, kind }) => `${kind} ${id}`);
}
