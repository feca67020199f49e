import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { titleOf } from "./alerts.ts";
import { countsOf, sumOf } from "./figures.ts";
import type { AlertRow, Ops, Traffic, WatchState } from "./schema.ts";

type Answer = {
	state: WatchState;
	minutes: { minute: string; traffic: Traffic | null }[];
	alerts: AlertRow[];
};

const spanMinutes = 60;

/** What /ops draws of the last hour. Refuses DNIED for who is no operator. */
export async function openOps(who: DeskUser): Promise<Ops> {
	const { state, minutes, alerts } = await call<Answer>("open_ops", who.userId, spanMinutes);
	return {
		...state,
		now: isoInstant(state.now),
		minute: state.minute && isoInstant(state.minute),
		alerts: alerts.map(({ well_at, since, ...alert }) => ({
			...alert,
			title: titleOf(alert.name),
			since: isoInstant(since),
			wellAt: well_at && isoInstant(well_at),
		})),
		minutes: minutes.map(({ minute, traffic }) => ({
			minute: isoInstant(minute),
			counts: traffic && countsOf(traffic),
		})),
		...sumOf(minutes.flatMap(({ traffic }) => traffic ?? [])),
	};
}
