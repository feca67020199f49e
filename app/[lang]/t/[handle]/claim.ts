import type { Hold } from "@/lib/bookings/answer";
import type { Slot } from "@/lib/slots/schema";
import { minutesBetween } from "@/lib/time";
import type { Host } from "./host.ts";

/** A hold, and whose it became where any of a team would do. */
export type HostHold = Hold & { teacher?: string };

/** Where a hold is asked for, by which words, and with whom it then is. */
export type Claim = {
	path: string;
	wishFor: (slot: Slot) => object;
	type: string;
	whom: (hold: HostHold) => string;
};

export function claimOf(
	{ handle, name, members }: Host,
	what: { type: string; minutes: number | undefined; opening: string | undefined },
): Claim {
	const { type, minutes, opening } = what;
	const whom = (hold: HostHold) => members?.find(({ handle }) => handle === hold.teacher)?.name ?? name;
	if (members)
		return {
			path: "/api/team-holds",
			wishFor: (slot) => ({ team: handle, type, ...ofTeam(slot) }),
			...{ type, whom },
		};
	const wish = { teacher: handle, type, ...(minutes && { durationMinutes: minutes }) };
	return {
		path: "/api/holds",
		wishFor: ({ startsAt }) => ({ ...wish, startsAt, ...(opening && { opening }) }),
		...{ type, whom },
	};
}

/** What is usual may differ between those of a team: so the length that was shown is always said. */
export function ofTeam({ startsAt, endsAt }: Slot): { startsAt: string; durationMinutes: number } {
	return { startsAt, durationMinutes: minutesBetween(startsAt, endsAt) };
}
