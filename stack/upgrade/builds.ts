import { asAdmin } from "../as-admin.ts";
import { newestMigration } from "../embedded/migrate.ts";
import type { Verdict } from "../rehearsal/run.ts";
import { deeds } from "./deeds.ts";
import { readyAt } from "./roll.ts";
import { after, before, type Stage } from "./stage.ts";

/** A build whose migrations are still to come takes no visitors in, and whom it reaches all the same hears "in a moment". */
export async function aheadOfItsDatabase(stage: Stage, newest: string): Promise<Verdict> {
	const [name = ""] = after;
	const { status, said } = await readyAt(stage, name);
	const isAhead = newestMigration() !== newest;
	const faults = await deedsBetween(stage, name, name);
	const isClosed = faults.every((fault) => / 503 BUSY0$/.test(fault));
	return {
		name: "The new build on the old database",
		kept: isClosed && status === (isAhead ? 503 : 200),
		figure: `${isAhead ? "" : "there is nothing to migrate; "}ready: ${status} ${said}; ${faults.join("; ") || "all that a booker does is done"}`,
	};
}

/** Each build alone on the new database, and one after the other, both ways. */
export async function across(stage: Stage): Promise<Verdict[]> {
	const [old = ""] = before;
	const [ours = ""] = after;
	const verdicts: Verdict[] = [];
	for (const [first, second, name] of [
		[old, old, "The old build on the new database"],
		[ours, ours, "The new build on the new database"],
		[old, ours, "What the old build began the new one ends"],
		[ours, old, "What the new build began the old one ends"],
	] as const) {
		const faults = await deedsBetween(stage, first, second);
		verdicts.push({
			name,
			kept: faults.length === 0,
			figure: faults.join("; ") || "all that a booker does is done",
		});
	}
	return verdicts;
}

/** With a verb gone that the old build calls, this has to be seen; and ours has to say "in a moment", and not that it broke. */
export async function controls(stage: Stage): Promise<Verdict[]> {
	const [old = ""] = before;
	const [ours = ""] = after;
	await stage.instances[old]?.start();
	await asAdmin(stage.stack.adminUrl, (admin) =>
		admin.query("alter function api.hold_slot rename to hold_slot_anew"),
	);
	const seen = await deedsBetween(stage, old, old);
	const said = await deedsBetween(stage, ours, ours);
	return [
		{
			name: "Without a verb that the old build calls it turns red",
			kept: seen.length > 0,
			figure: seen.join("; ") || "nothing was found",
		},
		{
			name: "Without a verb the new build asks to come again",
			kept: said.join() === "a hold was answered 503 BUSY0",
			figure: said.join("; ") || "it was done all the same",
		},
	];
}

let given = 0;

function deedsBetween(
	{ fleet, neighbours, host, mails }: Stage,
	first: string,
	second: string,
): Promise<string[]> {
	const { handle, starts } = neighbours.edited;
	const from = given;
	given += 3;
	return deeds({
		...{ first: fleet.portOf(first), second: fleet.portOf(second), host, mails },
		...{ teacher: handle, starts: starts.slice(from, given) },
	});
}
