import "server-only";
import type { BookingState } from "../bookings/answer.ts";
import { placeWords } from "../bookings/place-words.ts";
import { call } from "../db.ts";
import { byteOrderMark, csvLine } from "../desk/csv.ts";
import type { Language } from "../languages/languages.js";
import { wordsIn } from "../languages/words-in.ts";
import { localTime } from "../time.ts";
import { listMine } from "./list-mine.ts";
import type { MineKey } from "./ref.ts";
import type { Mine, OwnBooking } from "./schema.ts";

/** All that is held of a booker's address, as JSON that reads well. Refuses NTFND. */
export async function exportMine({ bookerId, version }: MineKey): Promise<string> {
	return `${JSON.stringify(await call<object>("export_mine", bookerId, version), null, 2)}\n`;
}

const columns = [
	"day",
	"from",
	"until",
	"zone",
	"type",
	"teacher",
	"school",
	"name",
	"state",
	"place",
] as const;

/** The bookings alone, as a CSV file, by the clocks where they were made and in the language of who asks. Refuses NTFND. */
export async function exportMineAsCsv(key: MineKey, language: Language): Promise<string> {
	const words = wordsIn(language, "mine");
	const lines: string[] = [];
	for (const past of ["1", undefined] as const) {
		let page: Mine | undefined;
		do {
			page = await listMine(key, { past, after: page?.next ?? undefined }, language, 500);
			const { timeZone } = page;
			lines.push(...page.bookings.map((booking) => csvLine(cells(booking, timeZone, language))));
		} while (page.next);
	}
	return byteOrderMark + csvLine(columns.map((column) => words(`file.${column}`))) + lines.join("");
}

function cells(booking: OwnBooking, zone: string, language: Language): string[] {
	const [day = "", from = ""] = localTime(booking.startsAt, zone).split("T");
	return [
		...[day, from, localTime(booking.endsAt, zone).slice(11), zone],
		...[booking.type, booking.teacher, booking.school, booking.name],
		...[stateIn(language, booking.state), placeWords(booking.place, language)],
	];
}

/** As the list says it, and of those that it says nothing of, that they are booked or were. */
function stateIn(language: Language, state: BookingState): string {
	const [said, own] = [wordsIn(language, "list"), wordsIn(language, "mine")];
	if (state === "completed") return own("file.came");
	if (state === "no_show") return said("missed");
	return state === "pending" || state === "declined" || state === "cancelled"
		? said(state)
		: own("file.booked");
}
