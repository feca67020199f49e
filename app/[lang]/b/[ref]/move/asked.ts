import { Instant } from "@/lib/bookings/field-schema";
import { isRefusalCode, type RefusalCode } from "@/lib/refusal";
import { addDays, type Day } from "@/lib/time";

export type Search = Record<string, string | string[] | undefined>;

/** What the address asks for, with what is senseless left out. */
export type Asked = {
	/** The time that is chosen; none yet shows all. */
	startsAt: string | undefined;
	/** The first of the seven days that are shown. */
	from: Day;
	/** Why the form came back, and in how many seconds it may be sent again. */
	no: RefusalCode | undefined;
	wait: number;
};

type Known = { day: Day; today: Day; lastDay: Day };

/** Without a day it shows those around the one that the booking has. */
export function readAsked(search: Search, { day, today, lastDay }: Known): Asked {
	const one = (name: string) => [search[name]].flat()[0];
	const no = one("no");
	const from = one("from") ?? "";
	const wished = /^\d{4}-\d\d-\d\d$/.test(from) && !Number.isNaN(Date.parse(from)) ? from : addDays(day, -3);
	const latest = wished > lastDay ? addDays(lastDay, -6) : wished;
	return {
		// A button of the timetable says of which type it is, too.
		startsAt: Instant.safeParse(one("slot")?.split("/").at(-1)).data,
		from: latest < today ? today : latest,
		no: isRefusalCode(no) ? no : undefined,
		wait: Math.min(3600, Number(/^\d{1,4}$/.exec(one("wait") ?? "")?.[0] ?? 0)),
	};
}
