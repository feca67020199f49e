import { isoInstant } from "../instant.ts";
import { erasedName, type Who } from "./erased.ts";
import type { ListedBooking } from "./list-schema.ts";

/** What app.describe_listed gives. */
export type BookingRow = Pick<
	ListedBooking,
	"id" | "state" | "teacher" | "type" | "place" | "answers" | "series" | "missed"
> &
	Who & {
		starts_at: string;
		ends_at: string;
		time_zone: string;
		place_kind: ListedBooking["placeKind"];
		booked_at: string;
		decide_until: string | null;
		decided_at: string | null;
		has_lapsed: boolean;
		cancelled_at: string | null;
		cancelled_by_teacher: boolean;
		cancel_reason: string | null;
		moved_at: string | null;
		moved_from: string | null;
		moved_by_teacher: boolean;
		moved_by_hand: boolean;
		move_message: string | null;
		is_unreached: boolean;
	};

export function readRow(row: BookingRow): ListedBooking {
	return {
		id: row.id,
		state: row.state,
		startsAt: isoInstant(row.starts_at),
		endsAt: isoInstant(row.ends_at),
		teacher: row.teacher,
		timeZone: row.time_zone,
		type: row.type,
		placeKind: row.place_kind,
		place: row.place,
		name: row.name ?? erasedName,
		email: row.email ?? "",
		isUnreached: row.is_unreached,
		answers: row.answers,
		missed: row.missed,
		series: row.series,
		bookedAt: isoInstant(row.booked_at),
		decideUntil: row.decide_until && isoInstant(row.decide_until),
		decidedAt: row.decided_at && isoInstant(row.decided_at),
		hasLapsed: row.has_lapsed,
		cancelledAt: row.cancelled_at && isoInstant(row.cancelled_at),
		cancelledByTeacher: row.cancelled_by_teacher,
		cancelReason: row.cancel_reason,
		movedAt: row.moved_at && isoInstant(row.moved_at),
		movedFrom: row.moved_from && isoInstant(row.moved_from),
		movedByTeacher: row.moved_by_teacher,
		movedByHand: row.moved_by_hand,
		moveMessage: row.move_message,
	};
}
