import { isoInstant } from "../instant.ts";
import type { AppointmentType } from "./schema.ts";

/** What app.describe_offer gives. */
export type OfferAnswer = Pick<
	AppointmentType,
	"handle" | "name" | "description" | "seats" | "questions" | "address" | "waitlist"
> & {
	duration_minutes: number;
	other_durations: number[];
	series_cap: number;
	needs_approval: boolean;
	decide_hours: number;
	place_kind: AppointmentType["placeKind"];
	notice_minutes: number;
	horizon_days: number;
	last_day: string | null;
	cutoff_minutes: number;
	opens_at: string | null;
	opening: { id: string; name: string; by_ticket: boolean } | null;
};

export function readOffer(offer: OfferAnswer): AppointmentType {
	const { handle, name, description, seats, questions, address, waitlist, opening } = offer;
	return {
		...{ handle, name, description, seats, questions, address, waitlist },
		durationMinutes: offer.duration_minutes,
		otherDurations: offer.other_durations,
		seriesCap: offer.series_cap,
		needsApproval: offer.needs_approval,
		decideHours: offer.decide_hours,
		placeKind: offer.place_kind,
		noticeMinutes: offer.notice_minutes,
		horizonDays: offer.horizon_days,
		lastDay: offer.last_day,
		cutoffMinutes: offer.cutoff_minutes,
		opensAt: offer.opens_at && isoInstant(offer.opens_at),
		opening: opening && { id: opening.id, name: opening.name, byTicket: opening.by_ticket },
	};
}
