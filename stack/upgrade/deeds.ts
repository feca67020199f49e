import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Mail } from "../embedded/mail.ts";
import { talk } from "../rehearsal/make-school.ts";

/** Two instances, perhaps of two builds, by their ports; what each of them is called, and the mails that came. */
export type Pair = {
	first: number;
	second: number;
	host: string;
	teacher: string;
	/** Three free ones, in ISO 8601. */
	starts: string[];
	mails: Pick<Mail, "to" | "text">[];
};

type Said = { status: number; json: Record<string, string> & { error?: { code: string } }; location: string };

/**
 * What a booker does, begun at one instance and ended at the other: holds, confirms, asks again by the same key, looks, moves,
 * waits, is offered a seat and takes it, cancels. Gives what went otherwise than it should, a sentence each.
 */
export async function deeds({ first, second, host, teacher, starts, mails }: Pair): Promise<string[]> {
	const faults: string[] = [];
	const ask = (port: number, path: string, body: object, key: string = randomUUID()) =>
		post(port, host, path, body, key);
	const expect = (what: string, said: Said, status: number) => {
		if (said.status !== status)
			faults.push(`${what} was answered ${said.status} ${said.json.error?.code ?? ""}`.trim());
		return said.status === status;
	};
	const [one = "", two = "", full = ""] = starts;
	const wish = { teacher, type: talk.handle };

	const held = await ask(first, "/api/holds", { ...wish, startsAt: one });
	if (!expect("a hold", held, 201)) return faults;
	const key = randomUUID();
	const confirmation = { hold: held.json.hold, ...somebody() };
	const booked = await ask(second, "/api/bookings", confirmation, key);
	if (!expect("its confirmation at the other", booked, 201)) return faults;
	const again = await ask(first, "/api/bookings", confirmation, key);
	if (expect("the same key at the first", again, 201) && again.json.ref !== booked.json.ref)
		faults.push("the same key had another booking");
	const booking = booked.json.ref;
	expect("a look at it", await get(first, `/b/${booking}`), 200);
	expect("a move", await ask(first, "/api/moves", { booking, startsAt: two }), 200);
	expect("a cancellation of what the other moved", await ask(second, "/api/cancellations", { booking }), 200);
	faults.push(...(await waitInTurn({ first, second, host, mails }, { ...wish, startsAt: full })));
	return faults;

	async function waitInTurn(
		at: Pick<Pair, "first" | "second" | "host" | "mails">,
		time: object,
	): Promise<string[]> {
		const taken = await ask(at.first, "/api/bookings", { ...time, ...somebody() });
		if (!expect("a booking in one step", taken, 201)) return [];
		const waiter = somebody();
		if (!expect("a place in line", await ask(at.second, "/api/waits", { ...time, ...waiter }), 201))
			return [];
		// What is offered before that mail has gone is told in its place, and a minute later.
		const link = await linkTo(waiter.email, at.mails);
		if (!link) return ["who waits had no mail"];
		expect("a cancellation", await ask(at.first, "/api/cancellations", { booking: taken.json.ref }), 200);
		const form = new URLSearchParams({ wait: link, name: waiter.name, key: randomUUID() });
		const accepted = await post(at.second, at.host, "/api/form-acceptances", form);
		return /^\/b\/[\w-]{44}\?booked=1$/.test(accepted.location)
			? []
			: [`an offer that was taken led to ${accepted.location}`];
	}
}

/** It is noon there: nobody's night is in the way of an offer. */
function noonZone(): string {
	const ahead = ((12 - new Date().getUTCHours() + 36) % 24) - 12;
	return ahead === 0 ? "UTC" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

const somebody = () => ({
	...{ name: "A Guest", email: `${randomUUID().slice(0, 13)}@guests.example`, timeZone: noonZone() },
});

/** By the mail that says that they wait, which comes behind those of all who book meanwhile. */
async function linkTo(email: string, mails: Pair["mails"]): Promise<string | undefined> {
	for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
		const mail = mails.find(({ to }) => to.includes(email));
		if (mail) return /\/wait\/([\w-]{44})/.exec(mail.text)?.[1];
	}
	return undefined;
}

async function post(port: number, host: string, path: string, body: object, key?: string): Promise<Said> {
	const isForm = body instanceof URLSearchParams;
	return said(
		await fetch(`http://127.0.0.1:${port}${path}`, {
			method: "POST",
			redirect: "manual",
			headers: {
				origin: `http://${host}`,
				...(!isForm && { "content-type": "application/json" }),
				...(key && { "idempotency-key": key }),
			},
			body: isForm ? body : JSON.stringify(body),
		}),
	);
}

const get = async (port: number, path: string) =>
	said(await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" }));

async function said(answer: Response): Promise<Said> {
	const text = await answer.text();
	const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
	return {
		status: answer.status,
		json: isJson ? (JSON.parse(text) as Said["json"]) : {},
		location: answer.headers.get("location") ?? "",
	};
}
