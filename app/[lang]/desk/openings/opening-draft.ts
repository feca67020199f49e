import type { OwnOpening, SaveOpening } from "@/lib/office/schema";
import { instantAt, localTime } from "@/lib/time";

/** A group while it is edited: its time as the zone's clocks show it, `""` where none is given yet. */
export type DraftGroup = { id: number; name: string; opens: string };

/** An opening while it is edited: everything as typed. */
export type Draft = {
	name: string;
	of: "school" | "teacher" | "type";
	teacher: string;
	type: string;
	audience: OwnOpening["audience"];
	waitingRoom: boolean;
	bookingsEach: string;
	/** Null while it follows the first group's time. */
	joins: string | null;
	closes: string;
	groups: DraftGroup[];
};

/** What to mend, by the field's path in the request. */
export type Errors = Record<string, string>;

const half = 30 * 60_000;
let count = 0;

export const newGroup = (name = ""): DraftGroup => ({ id: ++count, name, opens: "" });

export function toDraft(saved: OwnOpening | null, zone: string): Draft {
	if (!saved)
		return {
			name: "",
			of: "school",
			teacher: "",
			type: "",
			audience: "invited",
			waitingRoom: true,
			bookingsEach: "1",
			joins: null,
			closes: "",
			groups: [newGroup("Everybody")],
		};
	return {
		name: saved.name,
		of: saved.type ? "type" : saved.teacher ? "teacher" : "school",
		teacher: saved.teacher ?? "",
		type: saved.type ?? "",
		audience: saved.audience,
		waitingRoom: saved.waitingRoom,
		bookingsEach: String(saved.bookingsEach),
		joins: localTime(saved.joinsAt, zone),
		closes: saved.closesAt ? localTime(saved.closesAt, zone) : "",
		groups: saved.groups.map(({ name, opensAt }) => ({ id: ++count, name, opens: localTime(opensAt, zone) })),
	};
}

/** From when places are given: as typed, else half an hour before the first group. */
export function joinsOf({ joins, groups }: Draft, zone: string): string {
	if (joins !== null) return joins;
	const first = groups
		.map(({ opens }) => instantAt(opens, zone))
		.filter((at) => at !== undefined)
		.sort((a, b) => a - b)[0];
	return first === undefined ? "" : localTime(first - half, zone);
}

/** The request that a draft makes; what cannot even be sent is told in `errors`. */
export function toWish(
	draft: Draft,
	{ zone, version, saved }: { zone: string; version: number; saved: OwnOpening | null },
): { wish: SaveOpening; errors: Errors } {
	const errors: Errors = {};
	const instant = (path: string, local: string, before: string | null | undefined, missing: string) => {
		// A field shows minutes: what nobody touched keeps its seconds.
		if (before && local === localTime(before, zone)) return before;
		const at = local ? instantAt(local, zone) : undefined;
		if (at !== undefined) return new Date(at).toISOString();
		errors[path] = local ? "The clocks skip this time that night. Please choose another." : missing;
		return "";
	};
	const one = draft.groups.length === 1;
	const groups = draft.groups.map(({ name, opens }, i) => ({
		name: one && !name.trim() ? "Everybody" : name,
		opensAt: instant(`groups.${i}.opensAt`, opens, saved?.groups[i]?.opensAt, "Please say when it opens."),
	}));
	const joinsAt = instant("joinsAt", joinsOf(draft, zone), saved?.joinsAt, "Please say from when.");
	// Where it follows from the groups' times, theirs is what to mend.
	if (draft.joins === null) delete errors.joinsAt;
	const closesAt = draft.closes ? instant("closesAt", draft.closes, saved?.closesAt, "") : null;
	if (draft.of !== "school" && !draft.teacher) errors.teacher = "Please choose a teacher.";
	if (draft.of === "type" && draft.teacher && !draft.type) errors.type = "Please choose what can be booked.";
	if (!/^\s*\d+\s*$/.test(draft.bookingsEach)) errors.bookingsEach = "Please give a number.";
	const wish: SaveOpening = {
		version,
		name: draft.name,
		teacher: draft.of === "school" ? null : draft.teacher,
		type: draft.of === "type" ? draft.type : null,
		audience: draft.audience,
		waitingRoom: draft.waitingRoom,
		bookingsEach: Number(draft.bookingsEach),
		joinsAt,
		closesAt,
		groups,
	};
	if (!draft.name.trim()) errors.name = "Please name it.";
	return { wish, errors };
}

/** What of it is told beside another one. */
export function linesOf(draft: Draft, zone: string): Record<string, string> {
	return {
		Name: draft.name,
		"Who may come": draft.audience === "invited" ? "invited families" : "anyone",
		"How they come in": draft.waitingRoom ? "by lot" : "all at once",
		"Places from": joinsOf(draft, zone).replace("T", " "),
		"Closes at": draft.closes.replace("T", " ") || "never",
		"Bookings each": draft.bookingsEach,
		Groups: draft.groups.map(({ name, opens }) => `${name} at ${opens.replace("T", " ")}`).join("; "),
	};
}
