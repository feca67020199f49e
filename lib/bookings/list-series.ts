import "server-only";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import type { RefusalCode } from "../refusal.ts";
import type { SeriesDate } from "./answer.ts";
import type { ListSeries } from "./schema.ts";

type Answer = { starts_at: string; ends_at: string; is_free: boolean; no: RefusalCode | null }[];

/** The dates of a series and which of them are free, at most as many as the type allows. Refuses NTFND. */
export async function listSeries(wish: ListSeries): Promise<SeriesDate[]> {
	const { teacher, type, startsAt, dates, everyWeeks, durationMinutes = null } = wish;
	const rows = await call<Answer>("list_series", teacher, type, startsAt, dates, everyWeeks, durationMinutes);
	return rows.map(({ starts_at, ends_at, is_free, no }) => ({
		startsAt: isoInstant(starts_at),
		endsAt: isoInstant(ends_at),
		isFree: is_free,
		no,
	}));
}
