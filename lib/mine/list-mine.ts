import "server-only";
import type { BookingState } from "../bookings/answer.ts";
import { signRef } from "../bookings/ref.ts";
import { type Left, namesIn } from "../bookings/who-left.ts";
import { call } from "../db.ts";
import { readCursor, type Seen, writeCursor } from "../desk/cursor.ts";
import { isoInstant } from "../instant.ts";
import type { Language } from "../languages/languages.js";
import type { PlaceKind } from "../rules/question-schema.ts";
import type { MineKey } from "./ref.ts";
import type { ListMine, Mine, OwnBooking } from "./schema.ts";

/** What app.describe_own gives. */
type Row = {
	booking_id: string;
	link_version: number;
	state: BookingState;
	starts_at: string;
	ends_at: string;
	name: string;
	teacher: string;
	teacher_time_zone: string;
	school: string;
	type: string;
	place_kind: PlaceKind;
	place: string;
} & Left;
type Answer = {
	email: string;
	time_zone: string | null;
	shared_at: string | null;
	bookings: Row[];
	next: Seen | null;
};

const onePage = 50;

/** A page of all bookings under a booker's address, whoever of them it is for, for who reads that language. Refuses NTFND. */
export async function listMine(
	{ bookerId, version }: MineKey,
	{ past, after }: ListMine,
	language: Language,
	most = onePage,
): Promise<Mine> {
	const seen = after ? readCursor(after) : undefined;
	const answer = await call<Answer>(
		"list_mine",
		bookerId,
		version,
		String(past === "1"),
		seen?.at ?? null,
		seen?.id ?? null,
		most,
	);
	return {
		email: answer.email,
		timeZone: answer.time_zone ?? "UTC",
		sharedAt: answer.shared_at && isoInstant(answer.shared_at),
		bookings: answer.bookings.map((row) => readRow(row, language)),
		next: answer.next && writeCursor(answer.next),
	};
}

function readRow(row: Row, language: Language): OwnBooking {
	return {
		ref: signRef({ bookingId: row.booking_id, linkVersion: row.link_version }),
		state: row.state,
		startsAt: isoInstant(row.starts_at),
		endsAt: isoInstant(row.ends_at),
		name: row.name,
		...namesIn(language, row, row),
		timeZone: row.teacher_time_zone,
		place: { kind: row.place_kind, text: row.place },
	};
}
