import { createHmac, randomBytes } from "node:crypto";
import type pg from "pg";
import type { Teacher } from "../import/school.ts";
import { type Opening, usual } from "./families/families.ts";
import { rehearsedType } from "./roster.ts";

type Wish = {
	people: number;
	/** As of rosterIn(), or made up. */
	teachers: Teacher[];
	opensAt: number;
	joinMs: number;
	/** Of the edge. */
	port: number;
	appUrl: string;
	linkSecret: string;
	seed: number;
	/** Otherwise than usual. */
	manners?: Manners;
};

/** How families are, once they are there. */
export type Manners = Partial<Pick<Opening, "thinkMs" | "lookMs" | "shares">>;

/** The promised commitments of its draws, in hex, noted before the bell; how families come to it; and what there is for them. */
export type Rehearsed = { opening: Opening; promises: string[]; seats: number };

/**
 * A school with an opening of all its teachers' times, and families whose links are given as if they had come by mail.
 * `database` is the superuser's.
 */
export async function seedSchool(database: pg.Client | pg.Pool, wish: Wish): Promise<Rehearsed> {
	const { people, teachers, opensAt } = wish;
	const school = `rehearsal-${randomBytes(3).toString("hex")}`;
	const ask = async <Row>(question: string, values: unknown[]) =>
		(await database.query(question, values)).rows as Row[];
	await ask("select app.import_school($1)", [
		{ handle: school, name: "The Rehearsal School", staff: [`office@${school}.example`], teachers },
	]);
	const [staff] = await ask<{ id: string }>(
		"update app.staff set user_id = gen_random_uuid() where email = $1 returning user_id as id",
		[`office@${school}.example`],
	);
	const bell = new Date(opensAt).toISOString();
	const [saved] = await ask<{ id: string }>(
		"select api.save_opening($1, gen_random_uuid(), 0, $2) ->> 'id' as id",
		[
			staff?.id,
			{
				...{ name: "The rehearsed opening", teacher: null, type: null, audience: "invited" },
				...{ waiting_room: true, bookings_each: 1, joins_at: new Date().toISOString(), closes_at: null },
				groups: [{ name: "Everybody", opens_at: bell }],
			},
		],
	);
	const id = saved?.id ?? "";
	// As by a list that staff uploaded, but without its thousands of mails.
	const invited = await ask<{ id: string }>(
		`insert into app.invitations (opening_id, group_id, email)
		select $1, (select id from app.opening_groups where opening_id = $1), n || '@' || $2 || '.example'
		from generate_series(1, $3::integer) as n returning id`,
		[id, school, people],
	);
	const promises = await ask<{ hex: string }>(
		"select encode(commitment, 'hex') as hex from app.opening_groups where opening_id = $1 order by position",
		[id],
	);
	const [free] = await ask<{ seats: number; weeks: string[] }>(
		`select coalesce(sum(free.seats_left), 0)::integer as seats,
			coalesce(array_agg(distinct to_char(free.starts_at at time zone 'UTC', 'IYYY-"W"IW')), '{}') as weeks
		from app.appointment_types type
		cross join lateral app.window_at(type, now()) as times
		cross join lateral app.free_slots(type, lower(times), upper(times)) as free
		where type.opening_id = $1`,
		[id],
	);
	await database.query("analyze");
	return {
		promises: promises.map(({ hex }) => hex),
		seats: free?.seats ?? 0,
		opening: {
			...{ port: wish.port, host: new URL(wish.appUrl).host, opening: id, opensAt, seed: wish.seed },
			...{ teachers: teachers.map(({ handle }) => handle), type: rehearsedType, weeks: free?.weeks ?? [] },
			invitations: invited.map((each) => linkOf(each.id, wish.linkSecret)),
			comeMs: [wish.joinMs, -3_000],
			...{ thinkMs: 3_000, lookMs: Math.max(1_000, people / 2.5), shares: usual, ...wish.manners },
		},
	};
}

/** So many teachers who have so many times together, a quarter of an hour each, on one day. */
export function madeUpTeachers(wish: { teachers: number; slots: number; called?: string }): Teacher[] {
	const { teachers, slots, called = "teacher" } = wish;
	const day = new Date(Date.now() + 3 * 86_400_000);
	return Array.from({ length: teachers }, (_, i) => {
		const handle = `${called}-${i + 1}`;
		const starts = Math.floor(slots / teachers) + (i < slots % teachers ? 1 : 0);
		return {
			...{ handle, name: `Teacher ${i + 1}`, email: `${handle}@rehearsal.example`, time_zone: "UTC" },
			...{ subjects: [], about: "", types: [talk] },
			spans: [spanOf(day, starts)],
		};
	});
}

const talk: Teacher["types"][number] = {
	...{
		handle: rehearsedType,
		name: "Talk",
		description: "",
		duration_minutes: 15,
		step_minutes: 15,
		seats: 1,
	},
	...{ buffer_before_minutes: 0, buffer_after_minutes: 0, notice_minutes: 0, horizon_days: 7 },
	...{ cutoff_minutes: 60, hold_minutes: 5, booker_cap: undefined, opens_at: undefined, position: 0 },
};

/** So many quarters of an hour, from midnight, so that a day has room for 96. */
const spanOf = (day: Date, starts: number) => ({
	...{ weekday: day.getUTCDay() || 7, starts_minute: 0, ends_minute: starts * 15 },
});

/** A personal link's reference, as the app signs it: id and version, and 16 bytes of HMAC. */
function linkOf(invitation: string, secret: string): string {
	const bytes = Buffer.concat([Buffer.from(invitation.replaceAll("-", ""), "hex"), Buffer.from([1])]);
	const tag = createHmac("sha256", secret).update("invitation\n").update(bytes).digest().subarray(0, 16);
	return Buffer.concat([bytes, tag]).toString("base64url");
}
