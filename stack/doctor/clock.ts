import type pg from "pg";
import { mend, type Verdict, well } from "./finding.ts";

const mostSeconds = 5;

/** How many seconds this machine's clock is ahead of the database's; half of the way there and back is taken off. */
export async function aheadOfDatabase(client: pg.Client, now: () => number): Promise<number> {
	let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
	for (let i = 0; i < 3; i++) {
		const before = now();
		const { rows } = await client.query<{ at: number }>(
			"select (extract(epoch from clock_timestamp()) * 1000)::float8 as at",
		);
		const after = now();
		const took = after - before;
		if (took < best.took) best = { took, ahead: (before + after) / 2 - (rows[0]?.at ?? 0) };
	}
	return best.ahead / 1_000;
}

/** The database decides what has opened and what has run out; whose clock differs much shows other times than it means. */
export function clock(whose: string, ahead: number): Verdict {
	const off = Math.round(Math.abs(ahead));
	if (off <= mostSeconds) return well(`${whose} agrees with the database's within ${Math.max(1, off)} s`);
	return mend(
		`${whose} is ${off} s ${ahead > 0 ? "ahead of" : "behind"} the database's: switch its time synchronisation (NTP) on`,
	);
}
