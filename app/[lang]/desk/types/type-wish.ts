import type { DeskType, Question } from "@/lib/rules/type-schema";
import { type Amount, type Draft, type DraftQuestion, type Errors, handleOfDraft } from "./type-draft.ts";
import { minutesIn } from "./type-words.ts";

type Known = { id: string; version: number; position: number; others: readonly string[] };

/** The request that a draft makes; what is no number, and so cannot even be sent, is told in `errors`. */
export function toWish(
	draft: Draft,
	{ id, version, position, others }: Known,
): { wish: DeskType; errors: Errors } {
	const errors: Errors = {};
	const whole = (path: string, text: string, empty?: number) => {
		if (/^\s*\d{1,7}\s*$/.test(text)) return Number(text);
		if (!text.trim() && empty !== undefined) return empty;
		errors[path] = text.trim() ? "Please give a whole number." : "Please give a number.";
		return 0;
	};
	const minutes = (path: string, { amount, unit }: Amount) => {
		const number = Number(amount.trim().replace(",", "."));
		const length = number * minutesIn[unit];
		if (!amount.trim() || Number.isNaN(number)) errors[path] = "Please give a number.";
		else if (!Number.isSafeInteger(length)) errors[path] = "Please give whole minutes.";
		return errors[path] ? 0 : length;
	};
	const cap = (path: string, text: string) => (text.trim() ? whole(path, text) : null);
	const day = (path: string, text: string) => {
		if (draft.onDays && !text) errors[path] = "Please choose a day.";
		return draft.onDays ? text : null;
	};
	const durationMinutes = whole("durationMinutes", draft.durationMinutes);
	const wish: DeskType = {
		...{ id, version, position },
		name: draft.name,
		handle: handleOfDraft(draft, others),
		...{ description: draft.description, colour: draft.colour, placeKind: draft.placeKind },
		place: draft.placeKind === "unsaid" ? "" : draft.place,
		durationMinutes,
		otherDurations: draft.otherDurations.map((each, i) => whole(`otherDurations.${i}`, each.text)),
		stepMinutes: whole("stepMinutes", draft.stepMinutes, durationMinutes),
		bufferBeforeMinutes: whole("bufferBeforeMinutes", draft.bufferBeforeMinutes, 0),
		bufferAfterMinutes: whole("bufferAfterMinutes", draft.bufferAfterMinutes, 0),
		seats: whole("seats", draft.seats),
		scheduleId: draft.scheduleId,
		noticeMinutes: minutes("noticeMinutes", draft.noticeMinutes),
		// Where there are days, it is kept for when there are none any more.
		horizonDays:
			draft.onDays && !/^\d+$/.test(draft.horizonDays) ? 60 : whole("horizonDays", draft.horizonDays),
		firstDay: day("firstDay", draft.firstDay),
		lastDay: day("lastDay", draft.lastDay),
		dayCap: cap("dayCap", draft.dayCap),
		weekCap: cap("weekCap", draft.weekCap),
		bookerCap: cap("bookerCap", draft.bookerCap),
		noShowLimit: cap("noShowLimit", draft.noShowLimit),
		// What waits for a yes is asked for one by one.
		seriesCap: draft.needsApproval ? 1 : whole("seriesCap", draft.seriesCap, 1),
		needsApproval: draft.needsApproval,
		// Where nothing waits, it is kept for when something does.
		decideHours:
			!draft.needsApproval && !/^\d+$/.test(draft.decideHours) ? 48 : whole("decideHours", draft.decideHours),
		waitlist: draft.waitlist,
		isHidden: draft.isHidden,
		cutoffMinutes: minutes("cutoffMinutes", draft.cutoffMinutes),
		holdMinutes: whole("holdMinutes", draft.holdMinutes),
		reminderMinutes: draft.reminderMinutes.map((each, i) => minutes(`reminderMinutes.${i}`, each)),
		followUpMinutes: draft.followsUp ? minutes("followUpMinutes", draft.followUpMinutes) : null,
		followUpText: draft.followUpText,
		questions: draft.questions.map(toQuestion),
	};
	if (!draft.name.trim()) errors.name = "Please name it.";
	return { wish, errors };
}

function toQuestion({ choices, ...question }: DraftQuestion): Question {
	return question.kind === "choice" ? { ...question, choices: choices.map(({ text }) => text) } : question;
}

/** What was edited here on top of what was saved elsewhere: whatever is still as it was, is as it is there. */
export function onTopOf(other: DeskType, mine: DeskType, before: DeskType): DeskType {
	const kept = Object.entries(mine).filter(([name, value]) => {
		const was = before[name as keyof DeskType];
		return JSON.stringify(value) !== JSON.stringify(was);
	});
	return { ...other, ...Object.fromEntries(kept), version: other.version, position: other.position };
}
