import type pg from "pg";
import type { Place, Run } from "./run.ts";

const most = 2_000;

/** Who came and was let in when, in seconds from the bell: those who were let in, evenly by rank, group after group. */
export async function placesOf(database: pg.Client, opening: string, opensAt: number): Promise<Place[]> {
	const { rows } = await database.query<{ rank: string; came: number; admitted: number; drawn: boolean }>(
		`select rank, came, admitted, drawn from (
			select row_number() over (order by each.position, t.rank nulls last, t.tail_no) as rank, t.rank is not null as drawn,
				extract(epoch from t.joined_at) * 1000 as came, extract(epoch from t.admitted_at) * 1000 as admitted
			from app.tickets t join app.opening_groups each on each.id = t.group_id
			where t.opening_id = $1 and (t.rank is not null or t.tail_no is not null)
		) as ranked where admitted is not null order by rank`,
		[opening],
	);
	const step = Math.max(1, Math.ceil(rows.length / most));
	const since = (at: number) => Math.round((Number(at) - opensAt) / 10) / 100;
	return rows
		.filter((_, i) => i % step === 0)
		.map(({ rank, came, admitted, drawn }) => ({
			...{ rank: Number(rank), isDrawn: drawn },
			came: since(came),
			admitted: since(admitted),
		}));
}

/** How many stood behind the draw, and how many of them were called. */
export async function lateIn(database: pg.Client, opening: string): Promise<Run["late"]> {
	const { rows } = await database.query<Run["late"]>(
		`select count(*)::integer as groups, sum(tail_count)::integer as stood, sum(tail_served)::integer as called
		from app.opening_groups where opening_id = $1`,
		[opening],
	);
	return rows[0] ?? { groups: 0, stood: 0, called: 0 };
}
