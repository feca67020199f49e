import type { DeskType } from "@/lib/rules/type-schema";
import { dayLabel } from "@/lib/time-words";

/** `45 min`, `2 hours`, `3 days`: the longest unit that says it without a rest; up to two days in hours. */
export function lengthLabel(minutes: number): string {
	const { amount, unit } = inUnits(minutes);
	if (unit === "minutes") return `${amount} min`;
	return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

export type Unit = "minutes" | "hours" | "days";
export const minutesIn: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 };

export function inUnits(minutes: number): { amount: number; unit: Unit } {
	const unit = minutes % 1440 === 0 && minutes >= 2880 ? "days" : minutes % 60 === 0 ? "hours" : "minutes";
	return { amount: minutes / minutesIn[unit], unit };
}

export function seatsLabel(seats: number): string {
	return seats === 1 ? "one to one" : `up to ${seats} people`;
}

/** `2 Nov 2026 – 6 Nov 2026`, `60 days ahead` */
export function windowLabel({
	firstDay,
	lastDay,
	horizonDays,
}: Pick<DeskType, "firstDay" | "lastDay" | "horizonDays">): string {
	if (!firstDay || !lastDay) return horizonDays === 1 ? "1 day ahead" : `${horizonDays} days ahead`;
	const day = (date: string) => `${dayLabel(date)} ${date.slice(0, 4)}`;
	return `${day(firstDay)} to ${day(lastDay)}`;
}

export const placeKinds: Record<DeskType["placeKind"], string> = {
	unsaid: "Not said here",
	address: "At an address or in a room",
	phone: "By phone",
	video: "By video",
};

/** What people who have its link see of a type, whether or not it is on the page. */
export function publicPath(teacher: string, type: string): string {
	return `/t/${teacher}?type=${type}`;
}
