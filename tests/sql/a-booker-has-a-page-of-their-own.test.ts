import { createHash, randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
await seedTeachers(admin, ["ada", "bob"]);
const userId = randomUUID();
await admin.query("update app.teachers set user_id = $1 where handle = 'ada'", [userId]);

type Key = { id: string; version: number };
type Page = {
	email: string;
	bookings: { booking_id: string; name: string }[];
	next: { at: string; id: string } | null;
};

let people = 0;
const newEmail = () => `page-${++people}@booker.example`;
let slots = 0;
const bookFor = (email: string, name: string, teacher = "ada") =>
	book(admin, { teacher, at: slotStart(slots++), name, email });
async function keyOf(email: string): Promise<Key> {
	const { rows } = await admin.query<Key>("select id, version from app.bookers where email = $1", [email]);
	return rows[0] as Key;
}
const ask = (email: string) => call(admin, "ask_mine", email);
const mailsAbout = async (email: string) =>
	(
		await admin.query(
			"select mail.id from app.mails mail join app.bookers booker on booker.id = mail.booker_id where booker.email = $1",
			[email],
		)
	).rows.length;
const pass = (time: string) =>
	admin.query(
		"update app.mails set due_at = due_at - $1::interval, planned_at = planned_at - $1::interval where booker_id is not null or addressee is not null",
		[time],
	);
const list = ({ id, version }: Key, past = false, after: Page["next"] = null, limit = 50) =>
	call<Page>(admin, "list_mine", id, version, past, after?.at ?? null, after?.id ?? null, limit);

test("nobody is mailed under whose address nothing was booked, and nothing is kept of them", async () => {
	await ask("stranger@booker.example");
	const { rows } = await admin.query("select from app.bookers where email = 'stranger@booker.example'");
	expect(rows).toEqual([]);
});

test("a hundred who ask for one address send it one mail, one a minute after that, and six an hour", async () => {
	const email = newEmail();
	await bookFor(email, "Ask");
	await pass("1 minute");
	for (let i = 0; i < 100; i++) await ask(email);
	expect(await mailsAbout(email)).toBe(1);
	for (let minutes = 0; minutes < 20; minutes++) {
		await pass("1 minute");
		await ask(email);
		await ask(email);
	}
	expect(await mailsAbout(email)).toBe(6);
	await pass("1 hour");
	await ask(email);
	expect(await mailsAbout(email)).toBe(7);
});

test("a link's mail takes its turn behind those of bookings, and never comes where twenty minutes of them wait", async () => {
	const email = newEmail();
	for (let i = 0; i < 3; i++) await bookFor(email, `Turn ${i}`);
	await ask(email);
	const { rows } = await admin.query<{ apart: boolean }>(
		`select bool_and(apart >= interval '1 minute') as apart from (
			select planned_at - lag(planned_at) over (order by planned_at) as apart
			from app.mails where addressee = md5($1)::uuid
		) as gaps where apart is not null`,
		[email],
	);
	expect(rows).toEqual([{ apart: true }]);
	const flooded = newEmail();
	for (let i = 0; i < 20; i++) await bookFor(flooded, `Flood ${i}`);
	await ask(flooded);
	expect(await mailsAbout(flooded)).toBe(0);
});

test("a link opens as often as one likes until its time is over, and a version that was left opens nothing", async () => {
	const email = newEmail();
	await bookFor(email, "Visit");
	await ask(email);
	const key = await keyOf(email);
	const visit = (until: number, { id, version }: Key = key) =>
		codeOf(call(admin, "visit_mine", id, version, new Date(Date.now() + until * 1000).toISOString()));
	expect([await visit(60), await visit(60), await visit(-1)]).toEqual(["ok", "ok", "WRONG"]);
	expect(await visit(60, { ...key, version: key.version + 1 })).toBe("NTFND");
	expect(await visit(60, { ...key, id: randomUUID() })).toBe("NTFND");
	await call(admin, "leave_mine", key.id, key.version);
	await call(admin, "leave_mine", key.id, key.version);
	expect([await visit(60), await visit(-1)]).toEqual(["NTFND", "NTFND"]);
	for (const verb of ["export_mine", "erase_mine"])
		expect(await codeOf(call(admin, verb, key.id, key.version))).toBe("NTFND");
	expect(await codeOf(list(key))).toBe("NTFND");
	expect(await visit(60, await keyOf(email))).toBe("ok");
	expect((await keyOf(email)).version).toBe(key.version + 1);
});

test("whatever was booked under an address is on some page of its list once, and nothing of anybody else's", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ cancelled: fc.boolean(), past: fc.boolean(), other: fc.boolean() }), {
				minLength: 1,
				maxLength: 12,
			}),
			fc.integer({ min: 1, max: 5 }),
			async (wanted, limit) => {
				const email = newEmail();
				const all: { id: string; past: boolean }[] = [];
				for (const [i, { cancelled, past, other }] of wanted.entries()) {
					const booked = await bookFor(email, `Child ${i}`, other ? "bob" : "ada");
					if (cancelled) await cancel(admin, booked);
					if (past) await passed(booked);
					// As nobody waits here for their mails.
					await pass("1 minute");
					all.push({ id: booked.booking_id, past });
				}
				await bookFor(newEmail(), "Not theirs");
				await ask(email);
				const key = await keyOf(email);
				for (const past of [false, true]) {
					const seen: string[] = [];
					let after: Page["next"] = null;
					do {
						const page: Page = await list(key, past, after, limit);
						expect(page.bookings.length).toBeLessThanOrEqual(limit);
						seen.push(...page.bookings.map(({ booking_id }) => booking_id));
						after = page.next;
					} while (after);
					const expected = all.filter((one) => one.past === past).map(({ id }) => id);
					expect(seen.toSorted()).toEqual(expected.toSorted());
				}
				const { bookings } = await call<{ bookings: { booking_id: string }[] }>(
					admin,
					"export_mine",
					key.id,
					key.version,
				);
				expect(bookings.map(({ booking_id }) => booking_id).toSorted()).toEqual(
					all.map(({ id }) => id).toSorted(),
				);
			},
		),
		{ numRuns: 12 },
	);
});

let hours = 1;
async function passed({ booking_id }: Booked): Promise<void> {
	hours++;
	await admin.query(
		`with moved as (
			update app.bookings set during = tstzrange(now() - $2 * interval '1 hour', now() - ($2 - 0.5) * interval '1 hour')
			where id = $1 returning appointment_id, during
		)
		update app.appointments appointment
		set starts_at = lower(moved.during), ends_at = upper(moved.during), busy = moved.during
		from moved where appointment.id = moved.appointment_id`,
		[booking_id, hours],
	);
}

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
const read = (secret: string) =>
	call<{
		appointments?: { bookings: { id: string; name: string }[] }[];
		bookings?: { booking_id: string }[];
	}>(admin, "read_shared", hashOf(secret));

test("a calendar that is made anew is found by its new address alone, and by none when it is taken away", async () => {
	const email = newEmail();
	await bookFor(email, "Shared");
	await ask(email);
	const { id, version } = await keyOf(email);
	for (const share of [
		(hash: string | null) => call(admin, "share_mine", id, version, hash),
		(hash: string | null) => call(admin, "share_desk", userId, hash),
	]) {
		const [first, second] = [randomUUID(), randomUUID()];
		await share(hashOf(first));
		expect(await codeOf(read(first))).toBe("ok");
		await share(hashOf(second));
		expect([await codeOf(read(first)), await codeOf(read(second))]).toEqual(["NTFND", "ok"]);
		await share(null);
		await share(null);
		expect(await codeOf(read(second))).toBe("NTFND");
	}
	expect(await codeOf(call(admin, "share_desk", randomUUID(), hashOf("x")))).toBe("DNIED");
	expect(await codeOf(call(admin, "share_mine", id, version + 1, hashOf("x")))).toBe("NTFND");
});

test("a calendar has its owner's bookings from thirty days ago on, and what was cancelled leaves it", async () => {
	const email = newEmail();
	const [stays, goes, old] = [
		await bookFor(email, "Stays"),
		await bookFor(email, "Goes"),
		await bookFor(email, "Old"),
	];
	await bookFor(email, "Elsewhere", "bob");
	await bookFor(newEmail(), "Stranger");
	await cancel(admin, goes);
	hours += 31 * 24;
	await passed(old);
	await ask(email);
	const { id, version } = await keyOf(email);
	const [mine, desk] = [randomUUID(), randomUUID()];
	await call(admin, "share_mine", id, version, hashOf(mine));
	await call(admin, "share_desk", userId, hashOf(desk));
	const own = (await read(mine)).bookings?.map(({ booking_id }) => booking_id) ?? [];
	expect(own).toHaveLength(2);
	expect(own).toContain(stays.booking_id);
	const names =
		(await read(desk)).appointments?.flatMap(({ bookings }) => bookings.map(({ name }) => name)) ?? [];
	expect(names).toEqual(expect.arrayContaining(["Stays", "Stranger"]));
	for (const missing of ["Goes", "Old", "Elsewhere"]) expect(names).not.toContain(missing);
});
