import type { Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";

/** Law 6: nothing is taken before it can be had, by the database's clock. */
export function findBell({ rows, claims, toleranceMs }: Story): Finding {
	const broken: string[] = [];
	for (const { id, slot, createdAt, opensAt, confirmedAt } of rows.bookings.values()) {
		const at = Math.min(createdAt, confirmedAt ?? createdAt);
		if (opensAt !== null && at < opensAt)
			broken.push(`${slot} was taken at ${clock(at)} and opens at ${clock(opensAt)} (${id})`);
	}
	for (const { row, take, slot } of claims) {
		const heard = take?.answer?.heard;
		if (row?.opensAt && heard && heard + toleranceMs < row.opensAt && row.createdAt >= row.opensAt)
			broken.push(`${slot} was acknowledged at ${clock(heard)} and opens at ${clock(row.opensAt)}`);
	}
	return {
		name: "Nothing is taken before its opening",
		looked: `${count(rows.bookings.size)} seats that were taken, by the database's clock and by who heard of it`,
		broken,
	};
}
