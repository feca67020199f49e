import { expect, test } from "vitest";
import { bellOf } from "../../stack/rehearsal/families/bells.ts";
import { madeUpTeachers, seedSchool } from "../../stack/rehearsal/school.ts";
import { ownDatabase } from "../support/own-database.ts";

const { admin } = await ownDatabase();

test("a rehearsed opening has a small first group and then everybody else, each family in the one whose bell it knows", async () => {
	const opensAt = Math.ceil(Date.now() / 1_000 + 600) * 1_000;
	const { opening, promises } = await seedSchool(admin, {
		...{ people: 60, teachers: madeUpTeachers({ teachers: 2, slots: 6 }), opensAt, joinMs: 1_000, seed: 1 },
		...{ port: 1, appUrl: "http://a.school.example", linkSecret: "x".repeat(32) },
	});
	const { rows } = await admin.query<{ position: number; opens: string; families: number; last: number }>(
		`select each.position, extract(epoch from each.opens_at) * 1000 as opens, count(invitation.id)::integer as families,
			max(split_part(invitation.email, '@', 1)::integer) as last
		from app.opening_groups each join app.invitations invitation on invitation.group_id = each.id
		where each.opening_id = $1 group by each.id order by each.position`,
		[opening.opening],
	);
	expect(rows.map(({ families, last }) => [families, last])).toEqual([
		[3, 3],
		[57, 60],
	]);
	// They are numbered from 0 on, and their addresses from 1.
	expect(rows.map(({ opens }) => Number(opens))).toEqual([bellOf(opening, 2), bellOf(opening, 3)]);
	expect(rows.map(({ opens }) => Number(opens))).toEqual([opensAt, opensAt + 5_000]);
	expect(promises).toHaveLength(2);
});
