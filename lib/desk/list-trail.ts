import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { addDays, startOfDay } from "../time.ts";
import {
	type Change,
	type ListTrail,
	readCursor,
	type Seen,
	type TrailPage,
	topics,
	writeCursor,
} from "./trail-schema.ts";

type Row = Omit<Change, "startsAt"> & { starts_at: string | null };
type Answer = { changes: Row[]; next: Seen | null };

/** As many as one page has. */
const onePage = 50;

/**
 * One page of who changed what, the newest first: what concerns oneself, or with `school` all of the school whose staff one is.
 * Days are by the clocks of `zone`. Refuses DNIED, NTFND for a teacher who is not of one's school.
 */
export async function listTrail(
	who: DeskUser,
	{ school, teacher, about, from, until, after }: ListTrail,
	zone: string,
	most = onePage,
): Promise<TrailPage> {
	const midnight = (day: string | undefined) => day && new Date(startOfDay(day, zone)).toISOString();
	const asked = {
		...{ school: school === "1", teacher, kinds: about && topics[about] },
		...{ from: midnight(from), until: midnight(until && addDays(until, 1)) },
	};
	const seen = after ? readCursor(after) : undefined;
	const answer = await call<Answer>(
		"list_trail",
		who.userId,
		JSON.stringify(asked),
		seen?.at ?? null,
		seen?.id ?? null,
		most,
	);
	return { changes: answer.changes.map(readRow), next: answer.next && writeCursor(answer.next) };
}

function readRow({ starts_at, at, ...row }: Row): Change {
	return { ...row, at: isoInstant(at), startsAt: starts_at && isoInstant(starts_at) };
}
