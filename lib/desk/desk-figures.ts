import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { Figures, FigureWeek } from "./figures-schema.ts";

type Week = Pick<FigureWeek, "monday" | "came" | "missed" | "unmarked" | "cancelled" | "coming"> & {
	offered_minutes: number;
	booked_minutes: number;
};
type Answer = Pick<Figures, "leads" | "types"> & { weeks: Week[] };

/** What became of a teacher's time, from so many weeks back to so many ahead, this week between them. Refuses DNIED. */
export async function deskFigures(
	who: DeskUser,
	{ back, ahead }: { back: number; ahead: number },
): Promise<Figures> {
	const { weeks, ...rest } = await call<Answer>("desk_figures", who.userId, back, ahead);
	return {
		...rest,
		weeks: weeks.map(({ offered_minutes, booked_minutes, ...week }) => ({
			...week,
			offeredMinutes: offered_minutes,
			bookedMinutes: booked_minutes,
		})),
	};
}
