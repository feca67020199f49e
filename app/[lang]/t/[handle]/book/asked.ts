import { Instant } from "@/lib/bookings/field-schema";
import { isReason, isRefusalCode, type RefusalCode, type reasons } from "@/lib/refusal";
import type { AppointmentType, Teacher } from "@/lib/teachers/schema";
import { addDays, type Day, dayOf, knownZone } from "@/lib/time";

export type Search = Record<string, string | string[] | undefined>;

/** What the address asks for, with what is silent or senseless replaced by the first there is. */
export type Asked = {
	type: AppointmentType;
	/** Whether it is listed nowhere, and came by its link. */
	hidden: boolean;
	/** How long it is to be, where that is not the usual. */
	minutes: number | undefined;
	/** The time that is chosen; none yet shows all. */
	startsAt: string | undefined;
	/** The first of the seven days that are shown. */
	from: Day;
	today: Day;
	lastDay: Day;
	zone: string;
	choosesZone: boolean;
	/** Whether a place in line is asked for, what for, and which one it became. */
	waits: boolean;
	when: string | undefined;
	place: number | undefined;
	/** Why the form came back, in how many seconds it may be sent again, and the mark of what was typed. */
	no: RefusalCode | undefined;
	why: keyof typeof reasons | undefined;
	wait: number;
	again: string | undefined;
};

const one = (search: Search, name: string) => [search[name]].flat()[0];

/** The handle of the type that is asked for. Which type and when, in one: a button of a form has only one value. */
export function askedType(search: Search): string | undefined {
	return one(search, "slot")?.split("/")[0] ?? one(search, "type");
}

/** Undefined where a teacher has nothing to book. `hidden` is the type that is asked for, where the teacher's page does not list it. */
export function readAsked(
	search: Search,
	{ types, timeZone }: Teacher,
	hidden: AppointmentType | undefined,
	now: number,
): Asked | undefined {
	const [slotType, start] = one(search, "slot")?.split("/") ?? [];
	const type = hidden ?? types.find(({ handle }) => handle === askedType(search)) ?? types[0];
	if (!type) return undefined;
	const zone = knownZone(one(search, "zone")) ?? timeZone;
	const today = dayOf(now, zone);
	const lastDay = type.lastDay ?? dayOf(now + type.horizonDays * 86_400_000, zone);
	const [no, why] = [one(search, "no"), one(search, "why")];
	return {
		type,
		hidden: hidden !== undefined,
		minutes: type.otherDurations.find((each) => String(each) === one(search, "minutes")),
		startsAt: type.handle === slotType ? Instant.safeParse(start).data : undefined,
		from: within(one(search, "from"), today, lastDay),
		...{ today, lastDay, zone },
		choosesZone: one(search, "choose") === "zone",
		waits: type.waitlist && one(search, "wait") === "list",
		when: one(search, "when"),
		place: Number(/^[1-9]\d{0,5}$/.exec(one(search, "place") ?? "")?.[0]) || undefined,
		no: isRefusalCode(no) ? no : undefined,
		why: isReason(why) ? why : undefined,
		wait: Math.min(3600, Number(/^\d{1,4}$/.exec(one(search, "wait") ?? "")?.[0] ?? 0)),
		again: one(search, "again"),
	};
}

function within(day: string | undefined, first: Day, last: Day): Day {
	if (!day || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)) || day < first) return first;
	return day > last ? addDays(last, -6) : day;
}
