import "server-only";
import { placeWords } from "../bookings/place-words.ts";
import { call } from "../db.ts";
import { byteOrderMark, csvLine } from "../desk/csv.ts";
import { stateWords } from "../desk/words.ts";
import { localTime } from "../time.ts";
import { listMine } from "./list-mine.ts";
import type { MineKey } from "./ref.ts";
import type { Mine, OwnBooking } from "./schema.ts";

/** All that is held of a booker's address, as JSON that reads well. Refuses NTFND. */
export async function exportMine({ bookerId, version }: MineKey): Promise<string> {
	return `${JSON.stringify(await call<object>("export_mine", bookerId, version), null, 2)}\n`;
}

const head = ["Day", "From", "Until", "Time zone", "Type", "Teacher", "School", "Name", "State", "Place"];

/** The bookings alone, as a CSV file, by the clocks where they were made. Refuses NTFND. */
export async function exportMineAsCsv(key: MineKey): Promise<string> {
	const lines: string[] = [];
	for (const past of ["1", undefined] as const) {
		let page: Mine | undefined;
		do {
			page = await listMine(key, { past, after: page?.next ?? undefined }, 500);
			const { timeZone } = page;
			lines.push(...page.bookings.map((booking) => csvLine(cells(booking, timeZone))));
		} while (page.next);
	}
	return byteOrderMark + csvLine(head) + lines.join("");
}

function cells(booking: OwnBooking, zone: string): string[] {
	const [day = "", from = ""] = localTime(booking.startsAt, zone).split("T");
	return [
		...[day, from, localTime(booking.endsAt, zone).slice(11), zone],
		...[booking.type, booking.teacher, booking.school, booking.name],
		booking.state === "pending"
			? "Asked, not yet booked"
			: booking.state in stateWords
				? stateWords[booking.state as keyof typeof stateWords]
				: booking.state,
		placeWords(booking.place),
	];
}
