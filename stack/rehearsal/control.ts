import { type Answer, json, serve } from "../embedded/serve.ts";
import { rehearsalPorts } from "./ports.ts";
import type { Rig } from "./rig.ts";

/**
 * The rig's switches over HTTP, for tests in another process: `POST /parts/redis/kill` (or `start`, `stop`) and
 * `POST /doors/redis/slow?ms=2000` (or `shut`, `open`). Gives the address and how to stop.
 */
export async function startControl(
	rig: Rig,
	edgePort: number,
): Promise<{ url: string; stop(): Promise<void> }> {
	const port = rehearsalPorts(edgePort).control;
	const stop = await serve(port, async ({ url }) => {
		const [, kind, name = "", verb = ""] = url.pathname.split("/");
		if (kind === "doors") return turn(rig, name, verb, Number(url.searchParams.get("ms")));
		const part = rig.parts[name];
		if (kind !== "parts" || !part || !["start", "stop", "kill"].includes(verb)) return unknown;
		await part[verb as keyof typeof part]();
		return json({});
	});
	return { url: `http://127.0.0.1:${port}`, stop };
}

function turn(rig: Rig, name: string, verb: string, ms: number): Answer {
	const door = rig.doors[name];
	if (!door || !["slow", "shut", "open"].includes(verb)) return unknown;
	if (verb === "slow") door.slow(ms);
	else door[verb as "shut" | "open"]();
	return json({});
}

const unknown = json({ error: "There is no such switch." }, 404);
