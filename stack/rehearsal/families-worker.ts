import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { OpeningStatus } from "../../lib/openings/schema.ts";
import { quantile } from "../quantile.ts";
import type { Family, Opening, Outcome } from "./families.ts";
import { type Heard, Lines } from "./lines.ts";

const opening = workerData as Opening;
const lines = new Lines(opening.port, 400);
const answers: Record<string, number> = {};
const waits: Record<string, number[]> = {};
const lates: number[] = [];
let soldOutAt: number | undefined;
let mostQueued = 0;

// The same seed makes the same families.
let state = opening.seed;
function random(): number {
	state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
	return state / 4_294_967_296;
}

type Cookies = Map<string, string>;
type Asked = Heard & { json: () => never };

async function ask(kind: string, method: string, path: string, cookies?: Cookies, body?: object, more = "") {
	const text = body && JSON.stringify(body);
	const cookie = cookies?.size
		? `Cookie: ${[...cookies].map(([name, value]) => `${name}=${value}`).join("; ")}\r\n`
		: "";
	const head = text
		? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nOrigin: http://${opening.host}\r\n`
		: "";
	const from = performance.now();
	const answer = lines.send(
		`${method} ${path} HTTP/1.1\r\nHost: ${opening.host}\r\n${cookie}${head}${more}\r\n${text ?? ""}`,
	);
	mostQueued = Math.max(mostQueued, lines.waiting);
	const heard = await answer;
	waits[kind] ??= [];
	waits[kind].push(performance.now() - from);
	answers[`${kind} ${heard.status}`] = (answers[`${kind} ${heard.status}`] ?? 0) + 1;
	for (const [, name = "", value = ""] of heard.head.matchAll(/\r\nset-cookie: ([^=]+)=([^;]*)/gi))
		cookies?.set(name, value);
	return { ...heard, json: () => JSON.parse(plain(heard)) } as Asked & { json: () => unknown };
}

/** A chunked body without its marks. */
function plain({ head, body }: Heard): string {
	if (!/transfer-encoding: chunked/i.test(head)) return body;
	let [rest, text] = [body, ""];
	for (;;) {
		const end = rest.indexOf("\r\n");
		const size = Number.parseInt(rest.slice(0, end), 16);
		if (!size) return text;
		text += rest.slice(end + 2, end + 2 + size);
		rest = rest.slice(end + 2 + size + 2);
	}
}

/** Asks until it is answered: busy, too fast or broken off is asked again with the same key, after what it says. */
async function persist(kind: string, path: string, cookies: Cookies, body: object) {
	const key = `Idempotency-Key: ${randomUUID()}\r\n`;
	for (let tries = 0; ; tries++) {
		const said = await ask(kind, "POST", path, cookies, body, key);
		if (![0, 429, 502, 503, 504].includes(said.status) || tries > 60) return said;
		const after = Number(/\r\nretry-after: (\d+)/i.exec(said.head)?.[1] ?? 1);
		await pause(after * 1_000 * (0.75 + random() / 2));
	}
}

// Everybody is told the same, and one reading of it is enough.
let read: { etag: string; status: OpeningStatus } | undefined;

async function look(
	phase: number,
	etag: string,
): Promise<{ etag: string; status: OpeningStatus } | undefined> {
	const known = etag && `If-None-Match: ${etag}\r\n`;
	const said = await ask(
		"GET status",
		"GET",
		`/api/openings/${opening.opening}/status/${phase}`,
		undefined,
		undefined,
		known,
	);
	if (said.status !== 200) return undefined;
	const fresh = /\r\netag: (\S+)/i.exec(said.head)?.[1] ?? "";
	if (read?.etag !== fresh) read = { etag: fresh, status: said.json() as OpeningStatus };
	return read;
}

async function family(invitation: string): Promise<Family> {
	const isSlow = random() < opening.slow;
	const isAbsent = random() < opening.absent;
	const [earliest, latest] = opening.comeMs;
	const comesAt = opening.opensAt - latest - random() * (earliest - latest);
	const tabs = random() < opening.doubled ? 2 : 1;
	const think = () => opening.thinkMs * (0.5 + random()) * (isSlow ? 5 : 1);
	const done = (end: string, more: Partial<Family> = {}): Family => {
		return {
			ticketId: undefined,
			end,
			endedAt: Date.now(),
			admittedAt: undefined,
			isSlow,
			inDraw: false,
			tickets: 0,
			...more,
		};
	};
	await pause(Math.max(0, comesAt - Date.now()));
	lates.push(Date.now() - comesAt);

	const cookies: Cookies = new Map();
	const tickets = new Map<string, { ticket: string; inDraw: boolean; tailNo: number | null }>();
	for (let tab = 0; tab < tabs; tab++) {
		const said = await persist("POST ticket", "/api/tickets", cookies, { invitation });
		if (said.status !== 200) return done(`ticket ${said.status}`);
		const ticket = said.json() as {
			ticketId: string;
			ticket: string;
			inDraw: boolean;
			tailNo: number | null;
		};
		tickets.set(ticket.ticketId, ticket);
	}
	const [[ticketId, place]] = [...tickets] as [
		[string, { ticket: string; inDraw: boolean; tailNo: number | null }],
	];
	const mine = { ticketId, tickets: tickets.size, inDraw: place.inDraw };

	let etag = "";
	let rank: number | undefined;
	let due = Date.now() < opening.opensAt ? opening.opensAt + random() * opening.lookMs : Date.now();
	for (;;) {
		await pause(Math.max(0, due - Date.now()));
		lates.push(Date.now() - due);
		const news = await look(1, etag);
		due = Math.max(Date.now(), due + opening.lookMs * (0.9 + random() / 5));
		if (!news) continue;
		etag = news.etag;
		const { state: now, groups } = news.status;
		const [group] = groups;
		if (!group) return done("no group", mine);
		if (now === "sold_out") {
			soldOutAt ??= Date.now();
			return done("sold out", mine);
		}
		if (now === "ended" || now === "released") return done("ended", mine);
		if (!place.inDraw && place.tailNo === null) {
			const own = await ask("GET ticket", "GET", `/api/tickets/${place.ticket}`);
			if (own.status === 200) place.tailNo = (own.json() as { tailNo: number | null }).tailNo;
		}
		if (place.inDraw && group.seed)
			rank ??= createHmac("sha256", Buffer.from(group.seed, "hex")).update(ticketId).digest().readUInt32BE(0);
		const turn = place.inDraw
			? rank !== undefined && rank < group.servedBelow
			: place.tailNo !== null && place.tailNo <= group.tailServed;
		if (turn) break;
	}
	if (isAbsent) return done("absent", mine);
	return inside(place.ticket, cookies, think, (end, admittedAt) => done(end, { ...mine, admittedAt }));
}

async function inside(
	ticket: string,
	cookies: Cookies,
	think: () => number,
	done: (end: string, admittedAt?: number) => Family,
): Promise<Family> {
	const pass = await persist("POST pass", "/api/passes", cookies, { ticket });
	if (pass.status !== 200) return done(`pass ${pass.status}`);
	const admittedAt = Date.now();
	let passAt = admittedAt;
	for (let tries = 0; tries < 60; tries++) {
		const teachers = Object.keys(read?.status.freeByTeacher ?? {});
		const likely = teachers.length > 0 ? teachers : opening.teachers;
		const teacher = likely[Math.floor(random() * likely.length)] ?? "";
		const starts: string[] = [];
		for (const week of opening.weeks) {
			const list = await ask("GET slots", "GET", `/api/slots/${teacher}/${opening.type}/${week}`);
			if (list.status === 200)
				starts.push(
					...(list.json() as { slots: { startsAt: string }[] }).slots.map(({ startsAt }) => startsAt),
				);
		}
		await pause(think());
		// Who is slow asks for more time, as the page has it.
		if (Date.now() - passAt > 8 * 60_000) {
			await persist("POST pass", "/api/passes", cookies, { ticket });
			passAt = Date.now();
		}
		const startsAt = starts[Math.floor(random() * starts.length)];
		await look(1, "");
		if (read?.status.state === "sold_out") return done("sold out", admittedAt);
		if (!startsAt) continue;
		const wish = { teacher, type: opening.type, startsAt, opening: opening.opening };
		const held = await persist("POST hold", "/api/holds", cookies, wish);
		if (held.status !== 201) {
			const { code } = (held.json() as { error: { code: string } }).error;
			if (["TAKEN", "GONE0"].includes(code)) continue;
			return done(`hold ${code}`, admittedAt);
		}
		const { hold } = held.json() as { hold: string };
		await pause(think());
		const who = `${randomUUID().slice(0, 13)}@families.example`;
		const body = { hold, name: "A Family", email: who, timeZone: "Europe/Berlin" };
		const booked = await persist("POST booking", "/api/bookings", cookies, body);
		if (booked.status === 201) return done("booked", admittedAt);
		return done(`booking ${(booked.json() as { error?: { code: string } }).error?.code}`, admittedAt);
	}
	return done("gave up", admittedAt);
}

const families = await Promise.all(opening.invitations.map(family));
lines.close();
const spread = (values: number[]) => ({
	p50: quantile(values, 0.5),
	p95: quantile(values, 0.95),
	p99: quantile(values, 0.99),
	most: quantile(values, 1),
});
const outcome: Outcome = {
	families,
	answers,
	waitMs: Object.fromEntries(Object.entries(waits).map(([kind, values]) => [kind, spread(values)])),
	lateMs: spread(lates),
	mostQueued,
	soldOutAt,
};
parentPort?.postMessage(outcome);
