import { createHmac, randomBytes } from "node:crypto";
import type pg from "pg";
import { type Opening, usual } from "./families/families.ts";

type Wish = {
	people: number;
	teachers: number;
	/** Times of all teachers together, a quarter of an hour each, on one day. */
	slots: number;
	opensAt: number;
	joinMs: number;
	/** Of the edge. */
	port: number;
	appUrl: string;
	linkSecret: string;
	seed: number;
};

/** The promised commitments of its draws, in hex, noted before the bell; and how families come to it. */
export type Rehearsed = { opening: Opening; promises: string[] };

/**
 * A school with an opening of all its teachers' times, and families whose links are given as if they had come by mail.
 * `database` is the superuser's.
 */
export async function seedSchool(database: pg.Client, wish: Wish): Promise<Rehearsed> {
	const { people, teachers, slots, opensAt } = wish;
	const school = `rehearsal-${randomBytes(3).toString("hex")}`;
	const day = new Date(Date.now() + 3 * 86_400_000);
	const handles = Array.from({ length: teachers }, (_, i) => `${school}-${i}`);
	const ask = async <Row>(question: string, values: unknown[]) =>
		(await database.query(question, values)).rows as Row[];
	await ask("select app.import_school($1)", [
		{
			handle: school,
			name: "The Rehearsal School",
			staff: [`office@${school}.example`],
			teachers: handles.map((handle, i) => ({
				...{ handle, name: `Teacher ${i + 1}`, email: `${handle}@${school}.example`, time_zone: "UTC" },
				...{ subjects: [], about: "", types: [talk] },
				spans: [spanOf(day, Math.floor(slots / teachers) + (i < slots % teachers ? 1 : 0))],
			})),
		},
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
	const [week] = await ask<{ name: string }>(
		"select to_char($1::timestamptz at time zone 'UTC', 'IYYY-\"W\"IW') as name",
		[day.toISOString()],
	);
	await database.query("analyze");
	return {
		promises: promises.map(({ hex }) => hex),
		opening: {
			...{ port: wish.port, host: new URL(wish.appUrl).host, opening: id, opensAt, seed: wish.seed },
			...{ teachers: handles, type: talk.handle, weeks: [week?.name ?? ""] },
			invitations: invited.map((each) => linkOf(each.id, wish.linkSecret)),
			comeMs: [wish.joinMs, -3_000],
			...{ thinkMs: 3_000, lookMs: Math.max(1_000, people / 2.5), shares: usual },
		},
	};
}

/** A quarter of an hour with a teacher. */
export const talk = {
	...{ handle: "talk", name: "Talk", description: "", duration_minutes: 15, step_minutes: 15, seats: 1 },
	...{ buffer_before_minutes: 0, buffer_after_minutes: 0, notice_minutes: 0, horizon_days: 7 },
	...{ cutoff_minutes: 60, position: 0 },
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
