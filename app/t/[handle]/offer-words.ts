import type { AppointmentType } from "@/lib/teachers/schema";

/** All that may be chosen, the shortest first. */
export function durationsOf({ durationMinutes, otherDurations }: AppointmentType): number[] {
	return [...new Set([durationMinutes, ...otherDurations])].sort((a, b) => a - b);
}

/** `30 min`, `30, 45 or 60 min` */
export function durationWords(type: AppointmentType): string {
	const all = durationsOf(type);
	return `${all.length > 1 ? `${all.slice(0, -1).join(", ")} or ${all.at(-1)}` : all[0]} min`;
}
