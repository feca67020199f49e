import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { signInvitation } from "../../lib/openings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { comeToOpening } from "../../stack/rehearsal/families.ts";
import { given } from "../api/support/ask.ts";
import { admin, rows } from "../api/support/school.ts";
import { brokenLaws } from "../support/checker.ts";
import { edgeHost, edgePort } from "./support/rig.ts";

const people = Number(process.env.FAMILIES ?? 2_000);
const [teachers, starts] = [25, 20];
const joinSeconds = 30;

/** Twenty-five teachers with twenty quarters of an hour each, on one day, and an opening of them all. */
async function seedOpening() {
	const handle = `o-${randomBytes(4).toString("hex")}`;
	const day = new Date(Date.now() + 3 * 86_400_000);
	const handles = Array.from({ length: teachers }, (_, i) => `${handle}-${i}`);
	await admin.query("select app.import_school($1)", [
		{
			handle,
			name: "A School",
			staff: [`office@${handle}.example`],
			teachers: handles.map((each) => ({
				handle: each,
				name: `Teacher ${each}`,
				email: `${each}@school.example`,
				time_zone: "UTC",
				subjects: [],
				about: "",
				spans: [{ weekday: day.getUTCDay() || 7, starts_minute: 540, ends_minute: 540 + starts * 15 }],
				types: [
					{
						handle: "talk",
						name: "Talk",
						description: "",
						duration_minutes: 15,
						step_minutes: 15,
						seats: 1,
						buffer_before_minutes: 0,
						buffer_after_minutes: 0,
						notice_minutes: 0,
						horizon_days: 7,
						cutoff_minutes: 60,
						position: 0,
					},
				],
			})),
		},
	]);
	const [{ id: userId } = { id: "" }] = await rows<{ id: string }>(
		"update app.staff set user_id = gen_random_uuid() where email = $1 returning user_id as id",
		[`office@${handle}.example`],
	);
	const opensAt = Date.now() + (joinSeconds + 15) * 1_000;
	const [{ id: opening } = { id: "" }] = await rows<{ id: string }>(
		"select api.save_opening($1, gen_random_uuid(), 0, $2) ->> 'id' as id",
		[
			userId,
			{
				name: "The opening",
				teacher: null,
				type: null,
				audience: "invited",
				waiting_room: true,
				bookings_each: 1,
				joins_at: new Date().toISOString(),
				closes_at: null,
				groups: [{ name: "Everybody", opens_at: new Date(opensAt).toISOString() }],
			},
		],
	);
	// As by a list that staff uploaded, but without its ten thousand mails.
	const invited = await rows<{ id: string }>(
		`insert into app.invitations (opening_id, group_id, email)
		select $1, (select id from app.opening_groups where opening_id = $1), n || '@' || $2 || '.example'
		from generate_series(1, $3::integer) as n returning id`,
		[opening, handle, people],
	);
	await admin.query("analyze");
	return {
		opening,
		opensAt,
		handles,
		week: weekOf(day.toISOString()),
		invitations: invited.map(({ id }) => signInvitation({ invitationId: id, linkVersion: 1 })),
	};
}

test(`${people} families and 500 times: each is sold once, the order is the draw's, and waiting costs nothing`, async () => {
	const { opening, opensAt, handles, week, invitations } = await seedOpening();
	const outcome = await comeToOpening({
		port: edgePort,
		host: edgeHost,
		opening,
		opensAt,
		invitations,
		teachers: handles,
		type: "talk",
		weeks: [week],
		comeMs: [joinSeconds * 1_000, -3_000],
		thinkMs: 1_500,
		lookMs: 5_000,
		absent: 0.03,
		doubled: 0.05,
		slow: 0.05,
		seed: 20_261_125,
	});
	const ends: Record<string, number> = {};
	for (const { end } of outcome.families) ends[end] = (ends[end] ?? 0) + 1;
	const { families, ...told } = outcome;
	const soldOutAfter = ((outcome.soldOutAt ?? 0) - opensAt) / 1_000;
	const longestWait =
		(Math.max(...families.map(({ endedAt }) => endedAt)) - (outcome.soldOutAt ?? 0)) / 1_000;
	const origin = originBySecond(opensAt, outcome.soldOutAt ?? 0, opening);
	console.log(JSON.stringify({ ends, soldOutAfter, longestWait, origin, ...told }, brief));

	const bookings = await rows<{ ticket: string; start: string; admitted: boolean }>(
		`select booking.ticket_id as ticket, appointment.teacher_id || ' ' || appointment.starts_at as start,
			ticket.admitted_at is not null and booking.created_at >= ticket.admitted_at as admitted
		from app.bookings booking
		join app.appointments appointment on appointment.id = booking.appointment_id
		join app.tickets ticket on ticket.id = booking.ticket_id
		where ticket.opening_id = $1 and booking.state = 'confirmed'`,
		[opening],
	);
	expect(new Set(bookings.map(({ start }) => start)).size).toBe(teachers * starts);
	expect(bookings).toHaveLength(teachers * starts);
	expect(bookings.every(({ admitted }) => admitted)).toBe(true);
	// Who was told "booked" has it, by their own ticket, and nobody else does.
	const told_ = families.filter(({ end }) => end === "booked").map(({ ticketId }) => ticketId);
	expect(bookings.map(({ ticket }) => ticket).sort()).toEqual(told_.sort());
	expect(await brokenLaws(admin as never)).toEqual([]);

	expect(Object.keys(ends).sort(), "nobody met with anything else").toEqual(["absent", "booked", "sold out"]);
	expect(
		families.every(({ tickets }) => tickets === 1),
		"however many tabs",
	).toBe(true);
	expect(
		families.some(({ isSlow, end }) => isSlow && end === "booked"),
		"who is slow succeeds, too",
	).toBe(true);
	expect(longestWait, "nobody waits once it is sold out").toBeLessThan(20);
	expect(origin.status, "requests a second for everybody's status").toBeLessThanOrEqual(5);
}, 300_000);

/** What came to the instances from the bell until it was sold out, a second. */
function originBySecond(from: number, to: number, opening: string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const line of readFileSync(given("ORIGIN_LOG"), "utf8").split("\n")) {
		const [seconds, , , , , method, path = ""] = line.split(" ");
		const at = Number(seconds) * 1_000;
		if (at < from || at >= to) continue;
		const kind = path.startsWith(`/api/openings/${opening}/status`)
			? "status"
			: `${method} ${path.split("/", 3).join("/")}`;
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return Object.fromEntries(Object.entries(counts).map(([kind, n]) => [kind, n / ((to - from) / 1_000)]));
}

const brief = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toFixed(2)) : value);
