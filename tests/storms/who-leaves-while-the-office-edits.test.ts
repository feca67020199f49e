import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { eraseSchool, eraseTeacher, orphans } from "../support/leaving.ts";
import { type Office, type Opening, openingWish, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call, outcomeOf, tally } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
afterAll(() => pool.end());
const soon = (most = 6) => new Promise((wait) => setTimeout(wait, Math.random() * most));

type Place = {
	on: pg.Pool;
	office: Office;
	own: Opening;
	teachers: string[];
	team: { id: string; handle: string };
};
const wishOf = (teacher: string | null, name: string) =>
	openingWish({
		...{ name, teacher, joins_at: slotStart(100) },
		groups: [{ name, opens_at: slotStart(101) }],
	});
const teamWish = ({ team, teachers }: Place, name: string) =>
	JSON.stringify({ handle: team.handle, name, subject: null, teachers });

const families = JSON.stringify(
	["a", "b", "c"].map((each) => ({ email: `${each}@leaving.example`, name: each, group: 0 })),
);

/** What an office does while one of its teachers, or all of it, is erased. */
const acts: Record<string, (place: Place) => Promise<unknown>> = {
	"makes an opening of the teacher": ({ on, office, teachers }) =>
		saveOpening(on, office, wishOf(teachers[0] ?? "", "Their evening")),
	"makes an opening of a type": ({ on, office, teachers }) =>
		saveOpening(on, office, { ...wishOf(teachers[0] ?? "", "Their lessons"), type: "lesson" }),
	"makes an opening of all": ({ on, office }) => saveOpening(on, office, wishOf(null, "All")),
	"edits the opening": ({ on, office, own, teachers }) =>
		call(on, "save_opening", office.staff, own.id, own.version, wishOf(teachers[0] ?? "", "Edited evening")),
	"makes a team": (place) => {
		const other = { ...place, team: { id: randomUUID(), handle: `t-${randomUUID().slice(0, 8)}` } };
		return call(place.on, "save_team", place.office.staff, other.team.id, 0, teamWish(other, "Another team"));
	},
	"edits the team": (place) =>
		call(place.on, "save_team", place.office.staff, place.team.id, 1, teamWish(place, "Edited team")),
	"drops the team": ({ on, office, team }) => call(on, "drop_team", office.staff, team.id, null),
	"slows the opening": ({ on, office, own }) => call(on, "steer_opening", office.staff, own.id, "slow", 3),
	invites: ({ on, office, own }) => call(on, "invite_families", office.staff, own.id, families),
	"pauses the opening": ({ on, office, own }) =>
		call(on, "steer_opening", office.staff, own.id, "pause", null),
	"makes a token": ({ on, office }) => {
		const secret = Buffer.from(randomUUID().slice(0, 32));
		return call(on, "make_token", office.staff, randomUUID(), "Site", ["rules:read"], secret, "fb_", null);
	},
};

async function place(on: pg.Client, through: pg.Pool): Promise<Place> {
	const school = `s-${randomUUID().slice(0, 8)}`;
	const teachers = [`${school}-a`, `${school}-b`];
	const office = await seedOffice(on, school, teachers);
	const own = await saveOpening(on, office, wishOf(teachers[0] ?? "", "Own evening"));
	const made = { on: through, office, own, teachers, team: { id: randomUUID(), handle: `t-${school}` } };
	await call(on, "save_team", office.staff, made.team.id, 0, teamWish(made, "Team"));
	return made;
}

test.each(["a teacher", "a school"])(
	"%s leaves while the office edits: each is answered, nobody waits in a circle, and nothing is written down behind them",
	async (what) => {
		const seen: string[] = [];
		for (let n = 0; n < 30; n++) {
			const here = await place(admin, pool);
			const { office, teachers } = here;
			const outcomes = await Promise.all([
				soon(12).then(() =>
					outcomeOf(
						what === "a school"
							? eraseSchool(pool, office.staff, office.school)
							: eraseTeacher(pool, office.staff, teachers[0] ?? ""),
					),
				),
				...Object.values(acts).map((act) => soon(24).then(() => outcomeOf(act(here)))),
			]);
			expect(outcomes[0]).toBe("ok");
			for (const outcome of outcomes) expect(["ok", "NTFND", "DNIED", "STALE", "CLOSD"]).toContain(outcome);
			seen.push(...outcomes);
		}
		expect(await orphans(admin)).toEqual([]);
		expect(await brokenLaws(admin)).toEqual([]);
		// Some came before, and some behind.
		const { ok = 0, ...others } = tally(seen);
		expect(
			Math.min(
				ok,
				Object.values(others).reduce((sum, each) => sum + each, 0),
			),
		).toBeGreaterThan(20);
	},
);

type Change = [name: string, words: string, others: string];
const sleeping: Change = ["app.require_nothing_ahead", "begin\n", "begin\n  perform pg_sleep(0.04);\n"];
test.each<[what: string, leaver: "teacher" | "school", act: string, found: string, changes: Change[]]>([
	[
		"the school's lock of who leaves",
		"teacher",
		"makes an opening of the teacher",
		"40P01",
		[["api.erase_teacher", "v_teacher.school_id for update", "v_teacher.school_id"], sleeping],
	],
	[
		"the school's lock of who saves an opening",
		"school",
		"edits the opening",
		"40P01",
		[["api.save_opening", "v_staff.school_id for key share", "v_staff.school_id"], sleeping],
	],
	[
		"the school's lock of who saves a team",
		"school",
		"edits the team",
		"40P01",
		[["api.save_team", "v_staff.school_id for key share", "v_staff.school_id"], sleeping],
	],
	[
		"the school's lock of who drops a team",
		"school",
		"drops the team",
		"40P01",
		[
			["api.drop_team(uuid, uuid, integer)", "v_staff.school_id for key share", "v_staff.school_id"],
			["app.empty_school", "begin\n", "begin\n  perform pg_sleep(0.04);\n"],
		],
	],
	[
		"the opening's lock of who slows it",
		"school",
		"slows the opening",
		"40P01",
		[
			["api.steer_opening", "v_opening.id for key share", "v_opening.id"],
			["app.empty_school", "begin\n", "begin\n  perform pg_sleep(0.04);\n"],
		],
	],
	[
		"a look at whose opening it is",
		"school",
		"invites",
		"an invitation",
		[["app.require_opening_here", "if v_erased_at <> now() then", "if false then"], sleeping],
	],
	[
		"the staff member's lock of who makes a token",
		"school",
		"makes a token",
		"a token",
		[
			["api.make_token", "where staff.user_id = p_user_id for key share", "where staff.user_id = p_user_id"],
			[
				"app.forget_tokens",
				"and app.is_nobody(p_user_id);",
				"and app.is_nobody(p_user_id);\n  perform pg_sleep(0.04);",
			],
		],
	],
])("without %s, it is found", async (_what, leaver, act, found, changes) => {
	const open = await ownDatabase();
	for (const [name, words, others] of changes) await without(open.admin, name, [words, others]);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 8 });
	const seen: string[] = [];
	// Until chance has brought them together, which it may take its time for.
	for (let n = 0; n < 150 && !seen.includes(found); n++) {
		const here = await place(open.admin, own);
		const { office, teachers } = here;
		const leaving =
			leaver === "school"
				? eraseSchool(own, office.staff, office.school)
				: eraseTeacher(own, office.staff, teachers[0] ?? "");
		const edited = soon(60).then(() => outcomeOf(acts[act]?.(here) ?? Promise.reject(new Error(act))));
		seen.push(...(await Promise.all([outcomeOf(leaving), edited])), ...(await orphans(open.admin)));
	}
	await own.end();
	expect(seen).toContain(found);
});
