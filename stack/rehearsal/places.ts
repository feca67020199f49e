import type pg from "pg";
import type { Place } from "./run.ts";

const most = 2_000;

/** Who came and was let in when, in seconds from the bell: those who were let in, evenly by rank. */
export async function placesOf(database: pg.Client, opening: string, opensAt: number): Promise<Place[]> {
	const { rows } = await database.query<{ rank: string; came: number; admitted: number }>(
		`select rank, came, admitted from (
			select row_number() over (order by t.rank nulls last, t.tail_no) as rank,
				extract(epoch from t.joined_at) * 1000 as came, extract(epoch from t.admitted_at) * 1000 as admitted
			from app.tickets t where t.opening_id = $1 and (t.rank is not null or t.tail_no is not null)
		) as ranked where admitted is not null order by rank`,
		[opening],
	);
	const step = Math.max(1, Math.ceil(rows.length / most));
	const since = (at: number) => Math.round((Number(at) - opensAt) / 10) / 100;
	return rows
		.filter((_, i) => i % step === 0)
		.map(({ rank, came, admitted }) => ({
			rank: Number(rank),
			came: since(came),
			admitted: since(admitted),
		}));
}
