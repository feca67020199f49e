import fc from "fast-check";
import { expect, test } from "vitest";
import { free, type Offer, offered, type Rules, type Taken } from "../support/oracle.ts";
import { ownDatabase } from "../support/own-database.ts";
import { anAppointment, rulesAndWindow, type Wish } from "../support/random-rules.ts";
import { seedTeacher } from "../support/seed.ts";
import { freeBySql, instant, set } from "../support/slots-by-sql.ts";
import { zonesAlike } from "../support/zone-editions.ts";

const runs = Math.ceil(Number(process.env.SLOT_RUNS || 1_000) / 2);
const day = 86_400_000;
const minute = 60_000;
const { admin } = await ownDatabase();
await seedTeacher(admin, "ada", { types: [{}, { handle: "other" }] });
const zones = await zonesAlike(admin);

/** Makes those that fit beside each other, and gives those that take time. */
async function fill(rules: Rules, offers: Offer[], wishes: Wish[]): Promise<Taken[]> {
	const placed: (Taken & { state: string })[] = [];
	for (const { slot, shift, ours, buffers, used: wanted, state } of wishes) {
		const offer = offers[slot % offers.length];
		if (!offer) continue;
		const [start, end] = [offer.start + shift * minute, offer.end + shift * minute];
		const [before = 0, after = 0] = buffers;
		const [busyFrom, busyUntil] = [start - before * minute, end + after * minute];
		if (placed.some((one) => one.busyFrom < busyUntil && busyFrom < one.busyUntil)) continue;
		const seats = ours ? rules.seats : 1;
		const used = Math.min(wanted, seats);
		await standing({ start, end, busyFrom, busyUntil, ours, seats, used, state });
		if (state !== "cancelled")
			placed.push({ start, end, busyFrom, busyUntil, ours, left: seats - used, state });
	}
	return placed.filter(({ state }) => state !== "lapsed");
}

test("what is free of it is what nothing else takes, with buffers, seats and holds that ran out", async () => {
	let hidden = 0;
	await fc.assert(
		fc.asyncProperty(
			rulesAndWindow(zones),
			fc.array(anAppointment, { maxLength: 8 }),
			async ([rules, from, until], wishes) => {
				await set(admin, rules);
				const within = offered(rules, from - day, until + day);
				await admin.query("begin");
				try {
					const taken = await fill(rules, within, wishes);
					const expected = free(rules, from, until, taken);
					if (offered(rules, from, until).length > expected.length) hidden++;
					expect(await freeBySql(admin, rules, from, until)).toEqual(expected);
				} finally {
					await admin.query("rollback");
				}
			},
		),
		{ numRuns: runs },
	);
	// Or nothing would have been taken of what is offered.
	expect(hidden).toBeGreaterThan(runs / 20);
}, 300_000);

type Standing = Omit<Taken, "left"> & { seats: number; used: number; state: string };

async function standing({
	start,
	end,
	busyFrom,
	busyUntil,
	ours,
	seats,
	used,
	state,
}: Standing): Promise<void> {
	const until =
		{ held: "now() + interval '5 minutes'", lapsed: "now() - interval '1 second'" }[state] ?? "null";
	const { rows } = await admin.query(
		`insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, seats_taken, held_until, cancelled_at)
		select teacher_id, id, $2, $3, tstzrange($4, $5), $6, $7, ${until}, ${state === "cancelled" ? "now()" : "null"}
		from app.appointment_types where handle = $1 returning id`,
		[
			ours ? "lesson" : "other",
			instant(start),
			instant(end),
			instant(busyFrom),
			instant(busyUntil),
			seats,
			state === "cancelled" ? 0 : used,
		],
	);
	for (let seat = 0; seat < used; seat++) {
		await admin.query(
			`insert into app.bookings (appointment_id, state, during, name, email, held_until)
			values ($1, $2, tstzrange($3, $4), 'Booker', gen_random_uuid() || '@booker.example', ${until})`,
			[rows[0].id, { lapsed: "held" }[state] ?? state, instant(start), instant(end)],
		);
	}
}
