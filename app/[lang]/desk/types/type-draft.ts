import type { DeskType, Question } from "@/lib/rules/type-schema";
import { handleOf } from "@/lib/teachers/handle-of";
import { newKey } from "../../../_ui/send.ts";
import { inUnits, type Unit } from "./type-words.ts";

/** A length as typed, in the unit that was chosen. */
export type Amount = { amount: string; unit: Unit };
export type DraftQuestion = Omit<Question, "choices"> & { choices: { id: number; text: string }[] };

/** A type while it is edited: every field under the name that it is sent and refused under, as typed. */
export type Draft = {
	name: string;
	/** Null while it follows the name. */
	handle: string | null;
	description: string;
	colour: DeskType["colour"];
	placeKind: DeskType["placeKind"];
	place: string;
	durationMinutes: string;
	otherDurations: { id: number; text: string }[];
	/** `""`: one right after the other. */
	stepMinutes: string;
	bufferBeforeMinutes: string;
	bufferAfterMinutes: string;
	seats: string;
	scheduleId: string;
	noticeMinutes: Amount;
	/** On certain days alone, and else up to a horizon. */
	onDays: boolean;
	horizonDays: string;
	firstDay: string;
	lastDay: string;
	/** `""` is no limit, here and below. */
	dayCap: string;
	weekCap: string;
	bookerCap: string;
	noShowLimit: string;
	seriesCap: string;
	needsApproval: boolean;
	decideHours: string;
	waitlist: boolean;
	isHidden: boolean;
	cutoffMinutes: Amount;
	holdMinutes: string;
	reminderMinutes: (Amount & { id: number })[];
	/** Whether there are words for afterwards. */
	followsUp: boolean;
	followUpMinutes: Amount;
	followUpText: string;
	questions: DraftQuestion[];
};

/** What to mend, by the field's path in the request. */
export type Errors = Record<string, string>;

let count = 0;
/** One line of several that are typed. */
export const newLine = (text = "") => ({ id: ++count, text });
export const newReminder = (minutes = 60) => ({ id: ++count, ...typed(minutes) });
export const newQuestion = (): DraftQuestion => ({
	...{ id: newKey(), label: "", kind: "text", required: false },
	choices: [newLine(), newLine()],
});

/** What most types are like, on the usual schedule. */
export const usualType: Omit<DeskType, "id" | "version" | "scheduleId" | "position"> = {
	...{ handle: "", name: "", description: "", colour: "blue", placeKind: "unsaid", place: "" },
	...{ durationMinutes: 60, otherDurations: [], stepMinutes: 60, seats: 1 },
	...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, noticeMinutes: 120, cutoffMinutes: 1440 },
	...{ horizonDays: 60, firstDay: null, lastDay: null, dayCap: null, weekCap: null, bookerCap: null },
	noShowLimit: null,
	...{ seriesCap: 1, waitlist: true, needsApproval: false, decideHours: 48, holdMinutes: 5 },
	...{ isHidden: false, questions: [] },
	...{ reminderMinutes: [1440, 60], followUpMinutes: null, followUpText: "" },
};

export function toDraft(type: DeskType): Draft {
	const cap = (most: number | null) => (most === null ? "" : String(most));
	return {
		...type,
		// One that is new has none of its own yet.
		handle: type.version === 0 ? null : type.handle,
		durationMinutes: String(type.durationMinutes),
		otherDurations: type.otherDurations.map((minutes) => newLine(String(minutes))),
		stepMinutes: type.stepMinutes === type.durationMinutes ? "" : String(type.stepMinutes),
		bufferBeforeMinutes: String(type.bufferBeforeMinutes),
		bufferAfterMinutes: String(type.bufferAfterMinutes),
		seats: String(type.seats),
		noticeMinutes: typed(type.noticeMinutes),
		onDays: type.firstDay !== null,
		horizonDays: String(type.horizonDays),
		firstDay: type.firstDay ?? "",
		lastDay: type.lastDay ?? "",
		dayCap: cap(type.dayCap),
		weekCap: cap(type.weekCap),
		bookerCap: cap(type.bookerCap),
		noShowLimit: cap(type.noShowLimit),
		seriesCap: String(type.seriesCap),
		decideHours: String(type.decideHours),
		cutoffMinutes: typed(type.cutoffMinutes),
		holdMinutes: String(type.holdMinutes),
		reminderMinutes: type.reminderMinutes.map((minutes) => newReminder(minutes)),
		followsUp: type.followUpMinutes !== null,
		followUpMinutes: typed(type.followUpMinutes ?? 1440),
		questions: type.questions.map((question) => ({
			...question,
			choices: (question.choices ?? ["", ""]).map((text) => newLine(text)),
		})),
	};
}

function typed(minutes: number): Amount {
	const { amount, unit } = inUnits(minutes);
	return { amount: String(amount), unit };
}

/** `Käthe’s exam` has `kaethes-exam`, or a number behind it where others have that. */
export function handleOfDraft(
	{ handle, name }: Pick<Draft, "handle" | "name">,
	others: readonly string[],
): string {
	if (handle !== null) return handle.trim();
	const plain = handleOf(name.replace(/[’']/g, ""), 50) || "type";
	for (let n = 1; ; n++) {
		const wanted = n === 1 ? plain : `${plain}-${n}`;
		if (!others.includes(wanted)) return wanted;
	}
}
