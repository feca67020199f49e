import { placeWords } from "../bookings/place-words.ts";
import "server-only";
import type { DeskUser } from "../auth.ts";
import { localTime } from "../time.ts";
import { byteOrderMark, csvLine } from "./csv.ts";
import { listBookings } from "./list-bookings.ts";
import type { ListBookings, ListedBooking } from "./list-schema.ts";
import { saidWords, seriesWords, standing } from "./words.ts";

/** As many as are asked for at once. */
const batch = 500;

const head = ["Day", "From", "Until", "Type", "Name", "E-mail", "State", "Place", "Series", "Answers"];
const tail = ["Teacher", "Booked", "Cancelled", "Reason"];

/**
 * The whole of a list as a CSV file, page by page, told by the clocks of `zone`. The first page is there before the first
 * byte, so that a refusal can still be said.
 */
export async function bookingsCsv(
	who: DeskUser,
	wish: ListBookings,
	zone: string,
): Promise<{ name: string; text: ReadableStream<Uint8Array> }> {
	let page = await listBookings(who, wish, zone, batch);
	let started = false;
	const encoder = new TextEncoder();
	const text = new ReadableStream<Uint8Array>({
		async pull(to) {
			const first = started ? "" : byteOrderMark + csvLine([...head, ...tail]);
			started = true;
			const lines = page.bookings.map((booking) => csvLine(cells(booking, zone)));
			to.enqueue(encoder.encode(first + lines.join("")));
			if (!page.next) return to.close();
			page = await listBookings(who, { ...wish, after: page.next }, zone, batch);
		},
	});
	return { name: fileName(wish), text };
}

function cells(booking: ListedBooking, zone: string): string[] {
	const [day = "", from = ""] = localTime(booking.startsAt, zone).split("T");
	const minute = (at: string | null) => (at ? localTime(at, zone).replace("T", " ") : "");
	return [
		day,
		from,
		localTime(booking.endsAt, zone).slice(11),
		booking.type,
		booking.name,
		booking.email,
		standing(booking),
		placeWords({ kind: booking.placeKind, text: booking.place }),
		booking.series ? seriesWords(booking.series) : "",
		booking.answers.map(saidWords).join("\n"),
		booking.teacher,
		minute(booking.bookedAt),
		minute(booking.cancelledAt),
		booking.cancelReason ?? "",
	];
}

/** `bookings-from-2026-11-01-until-2026-11-30.csv`, `bookings-coming.csv` */
function fileName({ from, until, past }: ListBookings): string {
	const span = [from && `from-${from}`, until && `until-${until}`].filter(Boolean).join("-");
	return `bookings-${span || (past ? "past" : "coming")}.csv`;
}
