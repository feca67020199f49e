import { randomBytes, randomUUID } from "node:crypto";
import { everyHour, typeWish } from "../../support/import-wish.ts";
import { inMinutes, openingWish } from "../../support/openings.ts";
import { sealed } from "../../support/sealed.ts";
import { admin, rows } from "./school.ts";

export type Wishes = {
	audience?: "anyone" | "invited";
	waitingRoom?: boolean;
	bookingsEach?: number;
	/** From now, in seconds; of several groups, each its own. */
	opensIn?: number | number[];
	joinsIn?: number;
	closesIn?: number | null;
	/** How many half hours there are, up to 48, in three days at the first teacher's; more than anybody counts, unless wished. */
	seats?: number;
	teachers?: number;
	zone?: string;
};

export type TestOpening = {
	id: string;
	name: string;
	school: string;
	/** The first of them is enough for most. */
	teacher: string;
	teachers: string[];
	/** The staff member who made it, as Auth knows them. */
	userId: string;
	staff: string;
};

const at = (seconds: number) => inMinutes(seconds / 60);

/**
 * An opening that no other test knows, of a school of its own, as staff would save it: open for a minute already, and
 * for the invited, unless wished otherwise.
 */
export async function newOpening(wishes: Wishes = {}): Promise<TestOpening> {
	const { audience = "invited", waitingRoom = true, bookingsEach = 1, closesIn = null } = wishes;
	const handle = `o-${randomBytes(5).toString("hex")}`;
	const staff = `staff@${handle}.example`;
	const school = `School ${handle}`;
	const teachers = await importSchool(handle, school, staff, wishes);
	const userId = randomUUID();
	await admin.query("update app.staff set user_id = $2 where email = $1", [staff, userId]);
	const id = randomUUID();
	const name = `Parents’ evening ${handle}`;
	const opens = [wishes.opensIn ?? -60].flat();
	// An opening is saved before it opens, and then the time comes.
	const wish = openingWish({
		name,
		audience,
		waiting_room: waitingRoom,
		bookings_each: bookingsEach,
		joins_at: at(3600),
		groups: opens.map((_, i) => ({ name: `Year ${5 + i}`, opens_at: at(7200) })),
	});
	await admin.query("select api.save_opening($1, $2, 0, $3)", [userId, id, wish]);
	await moveOpening(id, { opensIn: opens, joinsIn: wishes.joinsIn ?? Math.min(...opens, 0) - 600, closesIn });
	return { id, name, school, teacher: teachers[0] ?? "", teachers, userId, staff };
}

/** Lets time pass for one opening alone: when its groups open, from when places are given, when it closes. */
export async function moveOpening(
	id: string,
	{ opensIn, joinsIn, closesIn }: { opensIn?: number | number[]; joinsIn?: number; closesIn?: number | null },
): Promise<void> {
	const opens = opensIn === undefined ? [] : [opensIn].flat();
	// In one step, so that no constraint sees half of it.
	await admin.query(
		`with moved as (
			update app.opening_groups each set opens_at = new.opens_at
			from unnest($2::timestamptz[]) with ordinality as new (opens_at, position)
			where each.opening_id = $1 and each.position = new.position - 1
		)
		update app.openings opening
		set opens_at = coalesce((select min(new) from unnest($2::timestamptz[]) as new), opening.opens_at),
			joins_at = coalesce($3, opening.joins_at),
			closes_at = case when $5 then $4::timestamptz else opening.closes_at end
		where opening.id = $1`,
		[
			id,
			opens.map(at),
			joinsIn === undefined ? null : at(joinsIn),
			closesIn == null ? null : at(closesIn),
			closesIn !== undefined,
		],
	);
}

/** Invites a family, and gives what its personal link ends with. */
export async function invite(
	opening: TestOpening,
	email = `family-${randomUUID().slice(0, 8)}@invited.example`,
	group = 0,
): Promise<string> {
	const families = JSON.stringify([{ email, name: null, group }]);
	await admin.query("select api.invite_families($1, $2, $3)", [opening.userId, opening.id, families]);
	return linkOf(opening, email);
}

/** What the personal link of an address ends with. */
export async function linkOf({ id }: TestOpening, email: string): Promise<string> {
	const [row] = await rows<{ id: string; link_version: number }>(
		"select id, link_version from app.invitations where opening_id = $1 and email = $2",
		[id, email],
	);
	if (!row) throw new Error(`${email} is not invited`);
	return sealedInvitation(row.id, row.link_version);
}

/** As many others as wished, who have taken their places, by the verb that the route calls. */
export async function crowd(opening: TestOpening, count: number, group = 0): Promise<void> {
	const families = Array.from({ length: count }, (_, i) => ({
		email: `crowd-${randomUUID()}-${i}@invited.example`,
		name: null,
		group,
	}));
	await admin.query("select api.invite_families($1, $2, $3)", [
		opening.userId,
		opening.id,
		JSON.stringify(families),
	]);
	// No mail to anybody of them.
	await admin.query(
		`delete from app.mails where invitation_id in (
			select id from app.invitations where opening_id = $1 and email like 'crowd-%')`,
		[opening.id],
	);
	await admin.query(
		`select count(api.join_opening(id, link_version)) from app.invitations
		where opening_id = $1 and email like 'crowd-%' and id not in (select invitation_id from app.tickets)`,
		[opening.id],
	);
}

/** Sets how many people a second are let in, so that a test has time to look at who waits. */
export async function setPace({ id }: TestOpening, pace: number): Promise<void> {
	await admin.query("update app.opening_paces set pace = $2, pace_most = $2 where opening_id = $1", [
		id,
		pace,
	]);
}

export async function steer({ id, userId }: TestOpening, act: string): Promise<void> {
	await admin.query("select api.steer_opening($1, $2, $3, null)", [userId, id, act]);
}

/** As lib/openings/ref.ts signs them. */
function sealedInvitation(id: string, version: number): string {
	return sealed(
		"invitation",
		Buffer.concat([Buffer.from(id.replaceAll("-", ""), "hex"), Buffer.from([version])]),
	);
}

async function importSchool(
	handle: string,
	name: string,
	staff: string,
	{ seats, teachers: count = 2, zone = "UTC" }: Wishes,
): Promise<string[]> {
	const teachers = Array.from({ length: count }, (_, i) => `${handle}-${i + 1}`);
	const inThreeDays = ((new Date(Date.now() + 3 * 86_400_000).getUTCDay() + 6) % 7) + 1;
	const spansOf = (teacher: number) => {
		if (seats === undefined) return everyHour;
		if (seats === 0 || teacher > 0) return [];
		return [{ weekday: inThreeDays, starts_minute: 0, ends_minute: 30 * seats }];
	};
	await admin.query("select app.import_school($1)", [
		{
			handle,
			name,
			staff: [staff],
			teachers: teachers.map((teacher, i) => ({
				handle: teacher,
				name: `${["Ada", "Ben", "Cleo", "Dan"][i % 4]} Teacher ${i + 1}`,
				email: `teacher${i + 1}@${handle}.example`,
				time_zone: zone,
				subjects: [["Algebra", "Botany", "Chemistry", "Drama"][i % 4]],
				about: "",
				spans: spansOf(i),
				types: [typeWish({ handle: "talk", name: "Talk", horizon_days: seats === undefined ? 60 : 7 })],
			})),
		},
	]);
	return teachers;
}
