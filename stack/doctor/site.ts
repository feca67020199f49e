import { isHere } from "../../lib/this-machine.ts";
import { mend, note, type Verdict, well } from "./finding.ts";

const ask = (url: string, path: string, init: RequestInit = {}) =>
	fetch(url.replace(/\/$/, "") + path, {
		redirect: "manual",
		signal: AbortSignal.timeout(15_000),
		...init,
		headers: { "user-agent": "firstbell-doctor", ...init.headers },
	});

/** Something answers at APP_URL, and it is Firstbell. */
export async function address(url: string): Promise<Verdict> {
	const answer = await ask(url, "/api/health");
	const text = await answer.text();
	if (answer.status === 401)
		return mend(
			"it asks who we are: switch Deployment Protection off for it, or set APP_URL to the domain that people type",
		);
	if (answer.status >= 300 && answer.status < 400)
		return mend(
			`it leads on to ${answer.headers.get("location")}: set APP_URL to the address that answers itself`,
		);
	if (!answer.ok || !text.includes('"alive":true'))
		return mend(`it answers ${answer.status}, and not as Firstbell does: is APP_URL the deployment's?`);
	return well(`${url} answers`);
}

/** What the deployment says of itself; its environment may be another than ours. */
export async function readiness(url: string): Promise<Verdict> {
	const answer = await ask(url, "/api/ready");
	const state = (await answer.json().catch(() => ({}))) as Record<string, boolean>;
	const lacking = ["database", "migrations", "redis"].filter((part) => state[part] !== true);
	if (lacking.length === 0)
		return well("the deployment reaches its database, with all its migrations, and its Redis");
	return mend(
		`the deployment lacks ${lacking.join(", ")}: compare its environment with this one, then redeploy`,
	);
}

const wanted: [name: string, holds: string][] = [
	["x-content-type-options", "nosniff"],
	["x-frame-options", "DENY"],
	["content-security-policy", "frame-ancestors 'none'"],
	["referrer-policy", "strict-origin-when-cross-origin"],
	["permissions-policy", "camera=()"],
	["strict-transport-security", "max-age="],
];

/** That nothing in front takes away what protects a page, or keeps it from being kept. */
export async function headers(url: string): Promise<Verdict> {
	const answer = await ask(url, "/");
	await answer.arrayBuffer();
	if (!answer.ok) return mend(`the first page answers ${answer.status}: look at the deployment's log`);
	const lost = wanted
		.filter(([name, holds]) => !answer.headers.get(name)?.includes(holds))
		.map(([name]) => name);
	if (lost.length)
		return mend(
			`${lost.join(", ")} do not arrive as Firstbell sends them: let what stands in front pass them on`,
		);
	const kept = answer.headers.get("cache-control") ?? "";
	if (/no-store|private/.test(kept) || answer.headers.has("set-cookie"))
		return mend(
			`the first page is not kept by an edge (Cache-Control: ${kept}), so that each visitor costs a render`,
		);
	return well(`all ${wanted.length} arrive, and the first page may be kept by an edge`);
}

/** One address, four languages: an edge that keeps one copy for all shows the first visitor's to everybody. */
export async function languages(url: string): Promise<Verdict> {
	const got: string[] = [];
	for (const language of ["de", "fr", "de"]) {
		const answer = await ask(url, "/", { headers: { "accept-language": language } });
		got.push(/<html[^>]* lang="(\w+)"/.exec(await answer.text())?.[1] ?? "none");
	}
	if (got.join() === "de,fr,de") return well("each visitor gets the first page in their own language");
	return mend(
		`who asks in German, French and German gets ${got.join(", ")}: keep a copy for each language (docs/operating.md, An edge of your own)`,
	);
}

/** That it knows the secret that crons show. What is asked needs it, and does nothing: it names no mail. */
export async function cronSecret(url: string, secret: string): Promise<Verdict> {
	const say = (bearer: string) =>
		ask(url, "/api/mail-bounces", {
			method: "POST",
			headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
			body: "{}",
		});
	const [known, other] = [await say(secret), await say("another")];
	if (other.status !== 403)
		return mend(`whoever has no secret is answered ${other.status}: is something else at APP_URL?`);
	if (known.status === 403)
		return mend("the deployment has another CRON_SECRET, or none yet: set it there, then redeploy");
	return well("the deployment knows CRON_SECRET, and nobody without it may run its crons");
}

/** Where functions ran, as Vercel tells it with each answer. */
export async function servedFrom(url: string, regions: string[]): Promise<Verdict> {
	const id = (await ask(url, "/api/health")).headers.get("x-vercel-id");
	if (!id) return note("it is not Vercel that answers: something has to call the crons (docs/operating.md)");
	const ran = id.split("::").at(-2) ?? "";
	if (regions.includes(ran)) return well(`functions run in ${ran}`);
	return mend(
		`functions run in ${ran}, and vercel.json says ${regions.join(", ")}: Settings, Functions, Region`,
	);
}

/** How many seconds the deployment's clock is ahead of ours: to the second, as it says it with each answer. */
export async function aheadOfUs(url: string, now: () => number): Promise<number> {
	const before = now();
	const said = Date.parse((await ask(url, "/api/health")).headers.get("date") ?? "");
	if (Number.isNaN(said)) throw new Error("it does not say its time");
	return (said + 500 - (before + now()) / 2) / 1_000;
}

/** A mailbox that everybody can read has no place on a deployment. */
export async function mailbox(url: string): Promise<Verdict> {
	const { status } = await ask(url, "/dev/mail");
	if (isHere(url)) return note("on one machine, mails may be read at /dev/mail");
	if (status === 200) return mend("everybody can read its mails at /dev/mail: build it without MAILBOX_URL");
	return well("nobody can read its mails at /dev/mail");
}
