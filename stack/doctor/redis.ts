import { isHere } from "../../lib/this-machine.ts";
import { byOwnNetwork, mend, note, type Verdict, well } from "./finding.ts";

type Reply = { result?: unknown; error?: string };

/** Upstash, or its likeness: it answers, the token is right, and it can be written to. `inside` a network of one's own it may be without TLS. */
export async function reach(url: string, token: string, inside = false): Promise<Verdict> {
	const isOpen = !url.startsWith("https:") && !isHere(url);
	if (isOpen && !inside)
		return mend("UPSTASH_REDIS_REST_URL is not https, so that its token can be read on the way");
	const began = performance.now();
	const ping = await command(url, token, "PING");
	if (ping.result !== "PONG") return refused(ping);
	const tookMs = Math.round(performance.now() - began);
	const set = await command(url, token, "SET", "doctor", "1", "EX", "10");
	if (set.result !== "OK")
		return mend(`it cannot be written to (${set.error}): take the token that is not read-only`);
	const said = `answers in ${tookMs} ms and can be written to`;
	return isOpen ? note(`${said}; ${byOwnNetwork}`) : well(said);
}

/** What it does when it is full. All that is kept there may be lost, and nothing that is new may be refused. */
export async function eviction(url: string, token: string): Promise<Verdict> {
	const { result } = await command(url, token, "CONFIG", "GET", "maxmemory*");
	if (!Array.isArray(result) || result.length === 0)
		return note("it does not tell what it does when it is full: switch Eviction on in Upstash's console");
	const said = Object.fromEntries(
		result.flatMap((name, i) => (i % 2 ? [] : [[String(name), String(result[i + 1])]])),
	);
	const policy = said["maxmemory-policy"];
	if (said.maxmemory === "0") return well(`its policy is ${policy}, and its memory has no limit`);
	if (policy === "noeviction")
		return mend(
			"its policy is noeviction: full, it takes nothing new, and limits no longer hold; set allkeys-lru",
		);
	return well(`its policy is ${policy}`);
}

function refused({ error }: Reply): Verdict {
	if (/unauthorized|WRONGPASS|NOPERM/i.test(error ?? ""))
		return mend(
			`it does not know the token (${error}): copy UPSTASH_REDIS_REST_TOKEN from its console, REST API`,
		);
	return mend(`it says ${error ?? "something else than PONG"}: is UPSTASH_REDIS_REST_URL the REST address?`);
}

async function command(url: string, token: string, ...words: string[]): Promise<Reply> {
	const answer = await fetch(url, {
		method: "POST",
		headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
		body: JSON.stringify(words),
		signal: AbortSignal.timeout(5_000),
	});
	return answer.json().catch(() => ({ error: `answered ${answer.status}, and no JSON` }));
}
