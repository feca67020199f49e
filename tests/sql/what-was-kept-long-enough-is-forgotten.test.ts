import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { DrawRecord } from "../../stack/draw/record.ts";
import { findFault } from "../../stack/draw/verify.ts";
import { brokenLaws } from "../support/checker.ts";
import { begin, cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { invite, join, ring, saveOpening, seedOffice, step } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, codeOf, confirm, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let desk = { teacher: "", user: "" };
beforeAll(async () => {
	desk = await seedDesk(admin);
});

/** Days that each kind is kept. */
const terms = { booking: 400, mail: 90, answer: 30, invitation: 90, page: 90, trail: 1095, event: 1095 };
type Kind = keyof typeof terms;
type Thing = { kind: Kind; days: number; cancelled: boolean };

/** Forgets in batches of three, and gives how many of each kind there were. */
async function forget(): Promise<Record<string, number>> {
	const sum: Record<string, number> = {};
	for (;;) {
		const batch = await call<Record<string, number>>(admin, "retain", 3);
		for (const [kind, count] of Object.entries(batch)) {
			expect(count).toBeLessThanOrEqual(kind === "trail" ? 6 : 3);
			sum[kind] = (sum[kind] ?? 0) + count;
		}
		if (Object.values(batch).every((count) => count === 0)) return sum;
	}
}

/** Where each person is named: `{ token: { "bookings": 3 } }`, over every column of every table. */
async function named(): Promise<Map<string, Record<string, number>>> {
	const tables = await admin.query(
		"select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'",
	);
	const found = new Map<string, Record<string, number>>();
	for (const { relname } of tables.rows) {
		const { rows } = await admin.query(`select to_jsonb(each)::text as row from app.${relname} as each`);
		for (const [token] of rows
			.map(({ row }) => row)
			.join("\n")
			.matchAll(/person-[0-9a-f]{8}/g)) {
			const places = found.get(token) ?? {};
			places[relname] = (places[relname] ?? 0) + 1;
			found.set(token, places);
		}
	}
	return found;
}

let nth = 0;
const make: Record<Kind, (person: string, thing: Thing) => Promise<unknown>> = {
	async booking(person, { days, cancelled }) {
		// Each with a teacher of its own, since days pass for one at a time.
		const { teacher, user } = await seedDesk(admin);
		const { booking_id } = await book(admin, {
			...{ teacher, at: slotStart(0) },
			...{ name: person, email: `${person}@home.example` },
		});
		await admin.query("update app.bookings set answers = $2 where id = $1", [
			booking_id,
			JSON.stringify([{ label: "Piece", answer: `${person} plays` }]),
		]);
		if (cancelled) await cancelAsTeacher(admin, { user, bookings: [booking_id], reason: `Dear ${person}` });
		await begin(admin, booking_id, days * 1440);
	},
	async mail(person, { days }) {
		const { booking_id } = await book(admin, { teacher: desk.teacher, at: slotStart(++nth) });
		await admin.query(
			`update app.mails set failed_at = now() - make_interval(days => $2), error = $3 where booking_id = $1 and recipient = 'booker'`,
			[booking_id, days, `no such box: ${person}`],
		);
	},
	async answer(person, { days }) {
		const key = randomUUID();
		await book(admin, { key, teacher: desk.teacher, at: slotStart(++nth) });
		await admin.query(
			"update app.requests set answered_at = now() - make_interval(days => $2), answer = answer || jsonb_build_object('who', $3::text) where key = $1",
			[key, days, person],
		);
	},
	async invitation(person, { days, cancelled }) {
		const school = `s-${randomUUID().slice(0, 8)}`;
		const office = await seedOffice(admin, school, [`${school}-ada`]);
		const opening = await saveOpening(admin, office);
		const [family] = await invite(admin, office, opening, 1, { named: person });
		if (family) await join(admin, family);
		await admin.query(
			`update app.openings set opens_at = now() - make_interval(days => $2 + 1), joins_at = now() - make_interval(days => $2 + 2),
				ended_at = case when $3 then now() - make_interval(days => $2) end,
				closes_at = case when not $3 then now() - make_interval(days => $2) end
			where id = $1`,
			[opening.id, days, cancelled],
		);
	},
	async page(person, { days, cancelled }) {
		await admin.query(
			`with page as (
				insert into app.bookers (email, asked_at) values ($1, now() - make_interval(days => $2)) returning id
			)
			insert into app.shared_calendars (booker_id, secret_hash) select id, sha256(id::text::bytea) from page where $3`,
			[`${person}@home.example`, days, cancelled],
		);
	},
	async trail(person, { days }) {
		await admin.query(
			`insert into app.audit (at, actor_kind, verb, school_id, subject_kind, subject_id, after)
			values (now() - make_interval(days => $1), 'operator', 'made', gen_random_uuid(), 'type', gen_random_uuid(), jsonb_build_object('name', $2::text))`,
			[days, person],
		);
	},
	async event(person, { days }) {
		const school = `s-${randomUUID().slice(0, 8)}`;
		const opening = await saveOpening(admin, await seedOffice(admin, school, [`${school}-ada`]));
		await admin.query(
			"update app.opening_events set at = now() - make_interval(days => $2), actor = $3 where opening_id = $1",
			[opening.id, days, `${person}@school.example`],
		);
	},
};

const things = fc.array(
	fc
		.record({
			kind: fc.constantFrom(...(Object.keys(terms) as Kind[])),
			cancelled: fc.boolean(),
			off: fc.integer({ min: -40, max: 40 }),
		})
		// Around the term, where it matters, and never on the very day.
		.map(({ kind, cancelled, off }) => ({ kind, cancelled, days: Math.max(0, terms[kind] + (off || 1)) })),
	{ minLength: 4, maxLength: 12 },
);

test("after its term nobody is named anywhere, before it nobody has lost anything, and the laws hold", {
	timeout: 120_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(things, async (all) => {
			const made = new Map<string, Thing>();
			for (const thing of all) {
				const person = `person-${randomUUID().slice(0, 8)}`;
				made.set(person, thing);
				await make[thing.kind](person, thing);
			}
			const before = await named();
			await forget();
			const after = await named();
			for (const [person, { kind, days }] of made) {
				expect(before.get(person), kind).toBeDefined();
				expect(after.get(person), `${kind} of ${days} days`).toEqual(
					days > terms[kind] ? undefined : before.get(person),
				);
			}
			// A booking outlives its mails.
			const broken = await brokenLaws(admin);
			expect(broken.filter((law) => !JSON.stringify(law).includes("lacks its mail"))).toEqual([]);
		}),
		{ numRuns: 12 },
	);
});

test("figures, and when and how each booking ended, stay as they were", async () => {
	await forget();
	const { teacher, user } = await seedDesk(admin);
	for (const [days, state] of [
		[500, "completed"],
		[470, "no_show"],
		[410, "cancelled"],
		[30, "completed"],
	] as const) {
		const { booking_id } = await book(admin, { teacher, at: slotStart(days) });
		if (state === "cancelled") await cancelAsTeacher(admin, { user, bookings: [booking_id] });
		await begin(admin, booking_id, days * 1440);
		if (state !== "cancelled") await call(admin, "mark_attendance", user, booking_id, state);
	}
	const figures = () => call(admin, "desk_figures", user, 80, 1);
	const rows = async () =>
		(
			await admin.query(
				"select id, appointment_id, state, during, ticket_id, confirmed_at from app.bookings order by id",
			)
		).rows;
	const before = [await figures(), await rows()];
	expect((await forget()).bookings).toBe(3);
	expect([await figures(), await rows()]).toEqual(before);
	const list = await call<{ bookings: { name: string | null }[] }>(
		...([admin, "list_bookings", user, JSON.stringify({ backwards: true }), null, null, 50] as const),
	);
	expect(list.bookings.map(({ name }) => name !== null)).toEqual([true, false, false, false]);
});

test("the record of a draw still proves the order once nobody in it has a name", async () => {
	const office = await seedOffice(admin, "drawn", ["drawn-ada"]);
	const opening = await saveOpening(admin, office);
	for (const family of await invite(admin, office, opening, 20)) await join(admin, family);
	await ring(admin, opening);
	await step(admin, opening, { pace: 5 });
	const before = await call<DrawRecord>(admin, "draw_record", opening.id);
	await admin.query(
		"update app.openings set joins_at = now() - interval '101 days', opens_at = now() - interval '100 days', ended_at = now() - interval '99 days' where id = $1",
		[opening.id],
	);
	expect((await forget()).invitations).toBe(20);
	const after = await call<DrawRecord>(admin, "draw_record", opening.id);
	expect(after).toEqual(before);
	expect(after.groups[0]?.drawn).toHaveLength(20);
	expect(findFault(after)).toBeNull();
	const { rows } = await admin.query("select email, name from app.invitations where opening_id = $1", [
		opening.id,
	]);
	expect(rows.every(({ email, name }) => email.startsWith("erased ") && name === null)).toBe(true);
});

test("an opening that nobody has ended is over after a booking's time", async () => {
	const office = await seedOffice(admin, "open", ["open-ada"]);
	const opening = await saveOpening(admin, office);
	await invite(admin, office, opening, 1);
	const age = (days: number) =>
		admin.query(
			"update app.openings set joins_at = now() - make_interval(days => $2), opens_at = now() - make_interval(days => $2) where id = $1",
			[opening.id, days],
		);
	await age(480);
	expect((await forget()).invitations).toBe(0);
	await age(500);
	expect((await forget()).invitations).toBe(1);
});

test("a hold that ran out goes with its request and its time; one that was confirmed, or has run out of late, stays", async () => {
	const { teacher } = await seedDesk(admin);
	const [old, lapsed, confirmed, fresh] = [
		await hold(admin, { teacher, at: slotStart(0) }),
		await hold(admin, { teacher, at: slotStart(1) }),
		await hold(admin, { teacher, at: slotStart(2) }),
		await hold(admin, { teacher, at: slotStart(3) }),
	];
	await call(admin, "release_hold", old.booking_id, 1);
	await confirm(admin, confirmed);
	const age = (id: string, days: number) =>
		admin.query(
			`with it as (update app.bookings set held_until = now() - make_interval(days => $2) where id = $1 returning appointment_id, held_until)
			update app.appointments set held_until = it.held_until from it
			where id = it.appointment_id and appointments.held_until is not null`,
			[id, days],
		);
	for (const { booking_id } of [old, lapsed, confirmed]) await age(booking_id, 8);
	await age(fresh.booking_id, 6);
	expect((await forget()).holds).toBe(2);
	const { rows } = await admin.query(
		"select booking_id as id, count(*)::integer from app.requests where booking_id = any ($1) group by 1",
		[[old, lapsed, confirmed, fresh].map(({ booking_id }) => booking_id)],
	);
	expect(Object.fromEntries(rows.map(({ id, count }) => [id, count]))).toEqual({
		[confirmed.booking_id]: 2,
		[fresh.booking_id]: 1,
	});
	const left = await admin.query(
		"select from app.appointments join app.teachers on teachers.id = teacher_id where handle = $1",
		[teacher],
	);
	expect(left.rowCount).toBe(2);
	expect(await codeOf(book(admin, { teacher, at: slotStart(1) }))).toBe("ok");
});

test("a key whose answer is forgotten stays used: it books nothing twice", async () => {
	const { teacher } = await seedDesk(admin);
	const wish = { key: randomUUID(), teacher, at: slotStart(0), name: "Grace", email: "grace@home.example" };
	const first = await book(admin, wish);
	expect(await book(admin, wish)).toEqual(first);
	await admin.query("update app.requests set answered_at = now() - interval '31 days' where key = $1", [
		wish.key,
	]);
	expect((await forget()).requests).toBeGreaterThan(0);
	expect(await codeOf(book(admin, wish))).toBe("REUSE");
});
