import { randomBytes } from "node:crypto";
import { signInvitation } from "../../../lib/openings/ref.ts";
import { weekOf } from "../../../lib/time.ts";
import { type Opening, usual } from "../../../stack/rehearsal/families/families.ts";
import { admin, rows } from "../../api/support/school.ts";
import { typeWish } from "../../support/import-wish.ts";
import { inMinutes, openingWish } from "../../support/openings.ts";
import { edgeHost, edgePort } from "./rig.ts";

type Wish = { people: number; teachers: number; starts: number; joinSeconds: number };

/**
 * An opening of a whole school: teachers with so many quarters of an hour each, on one day, and families whose links are
 * given as if they had come by mail. It opens some seconds after they have begun to come. Gives how they come to it, too.
 */
export async function seedOpening({ people, teachers, starts, joinSeconds }: Wish): Promise<Opening> {
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
				types: [typeWish({ handle: "talk", name: "Talk", duration_minutes: 15, horizon_days: 7 })],
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
			openingWish({
				joins_at: inMinutes(0),
				groups: [{ name: "Everybody", opens_at: new Date(opensAt).toISOString() }],
			}),
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
		port: edgePort,
		host: edgeHost,
		opening,
		opensAt,
		invitations: invited.map(({ id }) => signInvitation({ invitationId: id, linkVersion: 1 })),
		teachers: handles,
		type: "talk",
		weeks: [weekOf(day.toISOString())],
		comeMs: [joinSeconds * 1_000, -3_000],
		thinkMs: 1_500,
		lookMs: 5_000,
		// What comes back after all is sold would be nobody's.
		shares: { ...usual, cancelling: 0, lingering: 0 },
		seed: 20_261_125,
	};
}
