import { Instant } from "@/lib/bookings/schema";
import { isRefusalCode, type RefusalCode } from "@/lib/refusal";
import type { AppointmentType, Teacher } from "@/lib/teachers/schema";
import { addDays, type Day, dayOf, knownZone } from "@/lib/time";

export type Search = Record<string, string | string[] | undefined>;

/** What the address asks for, with what is silent or senseless replaced by the first there is. */
export type Asked = {
	type: AppointmentType;
	/** The time that is chosen; none yet shows all. */
	startsAt: string | undefined;
	/** The first of the seven days that are shown. */
	from: Day;
	today: Day;
	lastDay: Day;
	zone: string;
	choosesZone: boolean;
	/** Why the form came back, in how many seconds it may be sent again, and the mark of what was typed. */
	no: RefusalCode | undefined;
	wait: number;
	again: string | undefined;
};

/** Undefined where a teacher has nothing to book. */
export function readAsked(search: Search, teacher: Teacher, now: number): Asked | undefined {
	const one = (name: string) => [search[name]].flat()[0];
	// Which type and when, in one: a button of a form has only one value.
	const [slotType, start] = one("slot")?.split("/") ?? [];
	const wanted = slotType ?? one("type");
	const type = teacher.types.find(({ handle }) => handle === wanted) ?? teacher.types[0];
	if (!type) return undefined;
	const zone = knownZone(one("zone")) ?? teacher.timeZone;
	const today = dayOf(now, zone);
	const lastDay = dayOf(now + type.horizonDays * 86_400_000, zone);
	const no = one("no");
	return {
		type,
		startsAt: type.handle === slotType ? Instant.safeParse(start).data : undefined,
		from: within(one("from"), today, lastDay),
		...{ today, lastDay, zone },
		choosesZone: one("choose") === "zone",
		no: isRefusalCode(no) ? no : undefined,
		wait: Math.min(3600, Number(/^\d{1,4}$/.exec(one("wait") ?? "")?.[0] ?? 0)),
		again: one("again"),
	};
}

function within(day: string | undefined, first: Day, last: Day): Day {
	if (!day || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)) || day < first) return first;
	return day > last ? addDays(last, -6) : day;
}
