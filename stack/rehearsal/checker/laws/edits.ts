import type { Call } from "../../call.ts";
import { type Story, slotOf } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import { heardOf } from "../log.ts";
import { outcomeOf } from "../outcome.ts";

/**
 * A time that its teacher takes back is refused from then on (GONE0), and no other time is; who had it before keeps it,
 * which "What was acknowledged exists" looks at, and may confirm it. No part of a slot's order: whether a time is offered
 * is seen a moment before its seat is taken, and an edit may come between the two.
 */
export function findEdits({ log, rows, toleranceMs }: Story): Finding {
	const spells = new Map<string, Spell[]>();
	for (const [teacher, edits] of Map.groupBy(log.edits, ({ slot }) => slot ?? ""))
		spells.set(teacher, spellsOf(edits));
	const broken: string[] = [];
	let gone = 0;
	for (const ask of [...log.takes, ...log.moves]) {
		const [teacher = "", start = ""] = slotOf(ask)?.split(" ") ?? [];
		const may = (isOffered: boolean, from: number, to: number) =>
			(spells.get(teacher) ?? [always]).some(
				(spell) =>
					spell.offers(start) === isOffered &&
					spell.from - toleranceMs <= to &&
					spell.to + toleranceMs >= from,
			);
		const who = `${slotOf(ask)}, asked for by person ${ask.calls[0]?.person}`;
		if ((ask.answer || rows.requests.has(ask.key)) && !may(true, ask.from, heardOf(ask.answer)))
			broken.push(`${who} at ${clock(ask.from)}, was taken back before and had all the same`);
		for (const call of ask.calls.filter(({ code }) => code === "GONE0")) {
			gone++;
			if (!may(false, call.sent, heardOf(call)))
				broken.push(`${who}, is gone at ${clock(call.heard)}, and its teacher offers it`);
		}
	}
	for (const call of log.confirms.flatMap(({ calls }) => calls))
		if (call.code === "GONE0")
			broken.push(`${call.slot}, held by person ${call.person}, was taken back from who held it`);
	return {
		name: "What a teacher takes back is refused, and nothing else is",
		looked: `${count(log.edits.length)} edits, and ${count(gone)} times that were refused as gone`,
		broken,
	};
}

/** From when until when something may have been what a teacher offers. */
type Spell = { from: number; to: number; offers: (start: string) => boolean };

const always: Spell = {
	from: Number.NEGATIVE_INFINITY,
	to: Number.POSITIVE_INFINITY,
	offers: () => true,
};

/**
 * What was offered before the first edit, and what each edit left: from when it was sent, since it may have been done at
 * once, until another was answered that was sent after it had been.
 */
function spellsOf(edits: Call[]): Spell[] {
	const done = edits.filter((edit) => outcomeOf(edit) === "done");
	const until = (after: number) =>
		Math.min(Number.POSITIVE_INFINITY, ...done.filter(({ sent }) => sent > after).map(heardOf));
	return [
		{ ...always, to: until(Number.NEGATIVE_INFINITY) },
		...edits
			.filter((edit) => outcomeOf(edit) !== "refused")
			.map((edit) => ({
				from: edit.sent,
				to: until(heardOf(edit)),
				offers: (start: string) => edit.offers?.[start] ?? false,
			})),
	];
}
