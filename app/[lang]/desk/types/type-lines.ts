import type { Schedule } from "@/lib/rules/schema";
import type { DeskType, Question } from "@/lib/rules/type-schema";
import { durationWords } from "@/lib/teachers/duration-words";
import { lengthLabel, placeKinds, seatsLabel, windowLabel } from "./type-words.ts";

export const kinds: Record<Question["kind"], string> = {
	text: "One line",
	long: "Several lines",
	choice: "One of these",
	check: "A box to tick",
};

/** Everything that can be edited of a type, in words. */
export function linesOf(
	type: DeskType,
	schedules: readonly Pick<Schedule, "id" | "name">[],
): Record<string, string> {
	const most = (cap: number | null) => (cap === null ? "no limit" : String(cap));
	return {
		Name: type.name,
		"The end of its link": type.handle,
		Description: type.description || "none",
		Colour: type.colour,
		Place: [placeKinds[type.placeKind], type.place].filter(Boolean).join(": "),
		Lasts: durationWords(type),
		"A start every": lengthLabel(type.stepMinutes),
		"Free before": lengthLabel(type.bufferBeforeMinutes),
		"Free after": lengthLabel(type.bufferAfterMinutes),
		Seats: seatsLabel(type.seats),
		Hours: schedules.find(({ id }) => id === type.scheduleId)?.name ?? "others",
		"Booked at the latest": `${lengthLabel(type.noticeMinutes)} before`,
		"Can be booked": windowLabel(type),
		"Most a day": most(type.dayCap),
		"Most a week": most(type.weekCap),
		"Bookings each": most(type.bookerCap),
		"Asks after missing": type.noShowLimit === null ? "never" : String(type.noShowLimit),
		"Dates in a series": String(type.seriesCap),
		Booked: type.needsApproval ? `after your yes, within ${lengthLabel(60 * type.decideHours)}` : "at once",
		"Waiting list": type.waitlist ? "while it is full" : "none",
		Shown: type.isHidden ? "only to who has its link" : "on your page",
		"Cancelled or moved at the latest": `${lengthLabel(type.cutoffMinutes)} before`,
		"Held while the form is filled in": lengthLabel(type.holdMinutes),
		Reminders: remindersLabel(type.reminderMinutes),
		Afterwards: afterwardsLabel(type),
		Questions: type.questions.map(questionLine).join("; ") || "none",
	};
}

/** `24 hours and 1 hour before` */
function remindersLabel(minutes: readonly number[]): string {
	const all = minutes.map(lengthLabel);
	const last = all.pop();
	return last ? `${[all.join(", "), last].filter(Boolean).join(" and ")} before` : "none";
}

function afterwardsLabel({ followUpMinutes, followUpText }: DeskType): string {
	return followUpMinutes === null ? "nothing" : `${lengthLabel(followUpMinutes)} after it: ${followUpText}`;
}

function questionLine({ label, kind, required, choices }: Question): string {
	const how = [kinds[kind].toLowerCase(), choices?.join(", "), required && "required"]
		.filter(Boolean)
		.join(": ");
	return `${label} (${how})`;
}

/** What two of them say otherwise, as the second says it. */
export function differences(
	before: DeskType,
	after: DeskType,
	schedules: readonly Pick<Schedule, "id" | "name">[],
): [what: string, text: string][] {
	const was = linesOf(before, schedules);
	return Object.entries(linesOf(after, schedules)).filter(([what, text]) => was[what] !== text);
}

/** What each section of the form says while it is closed, in their order. */
export function summaries(type: DeskType, schedules: readonly Pick<Schedule, "id" | "name">[]): string[] {
	const { name, placeKind, place, questions, bookerCap, isHidden, reminderMinutes, followUpMinutes } = type;
	const hours = schedules.find(({ id }) => id === type.scheduleId)?.name;
	return [
		[name, placeKind !== "unsaid" && (place || placeKinds[placeKind])].filter(Boolean).join(" · "),
		`${durationWords(type)} · ${seatsLabel(type.seats)}`,
		[hours, windowLabel(type), `at the latest ${lengthLabel(type.noticeMinutes)} before`]
			.filter(Boolean)
			.join(" · "),
		[
			isHidden ? "Who has its link" : "Everybody",
			type.needsApproval && "after your yes",
			bookerCap !== null && `at most ${bookerCap} each`,
			`cancelled at the latest ${lengthLabel(type.cutoffMinutes)} before`,
		]
			.filter(Boolean)
			.join(" · "),
		[
			reminderMinutes.length ? `Reminded ${remindersLabel(reminderMinutes)}` : "Nobody is reminded",
			followUpMinutes !== null && `a few words ${lengthLabel(followUpMinutes)} after`,
		]
			.filter(Boolean)
			.join(" · "),
		questions.length ? questions.map(({ label }) => label || "…").join(" · ") : "Only name and address",
	];
}
