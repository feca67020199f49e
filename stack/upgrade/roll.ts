import { setTimeout as pause } from "node:timers/promises";
import type { Verdict } from "../rehearsal/run.ts";
import { after, before, type Stage } from "./stage.ts";

/** What an instance says of itself, at its own port. */
export async function readyAt(stage: Stage, name: string): Promise<{ status: number; said: string }> {
	const answer = await fetch(`http://127.0.0.1:${stage.fleet.portOf(name)}/api/ready`);
	return { status: answer.status, said: await answer.text() };
}

/** One after another, an instance of ours is led to once it is ready, and one of the release before is led away from and stopped. */
export async function roll(stage: Stage): Promise<Verdict> {
	const { fleet, instances } = stage;
	const unready: string[] = [];
	for (const [i, name] of after.entries()) {
		if (i > 0) await instances[name]?.start();
		const { status, said } = await readyAt(stage, name);
		if (status !== 200) unready.push(`${name} is not ready: ${said}`);
		await fleet.lead([...fleet.names(), name]);
		await pause(1_000);
		const old = before[i] ?? "";
		await fleet.lead(fleet.names().filter((each) => each !== old));
		await instances[old]?.stop();
		await pause(1_000);
	}
	return {
		name: "One after another is replaced",
		kept: unready.length === 0,
		figure: unready.join("; ") || `${fleet.names().join(" and ")} are led to`,
	};
}
