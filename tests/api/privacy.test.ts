import { afterEach, expect, test, vi } from "vitest";
import { handle } from "../../lib/http.ts";
import { weekOf } from "../../lib/time.ts";
import { ask, post } from "./support/ask.ts";
import { earlyInAMinute } from "./support/early-in-a-minute.ts";
import { admin, book, newSchool, rows, startIn } from "./support/school.ts";
import { codeFor, mailsTo } from "./support/session.ts";

const school = await newSchool(4);
const [seeded, victim, marker] = school.teachers as [T, T, T];
type T = (typeof school.teachers)[number];
const student = {
	name: "Zebulon Quagmire",
	email: `zebulon.quagmire@${school.handle}.family.example`,
	timeZone: "Pacific/Chatham",
};
const startsAt = startIn(3, "10:00");
const ref = await book(seeded.handle, startsAt, student);
const group = await book(seeded.handle, startIn(3, "12:00"), student, "group");

afterEach(() => vi.restoreAllMocks());

test("public answers carry no student's name or mail, and no teacher's mail", async () => {
	const lists = ["lesson", "group"].map((type) => `/api/slots/${seeded.handle}/${type}/${weekOf(startsAt)}`);
	const searches = [student.name, student.email];
	const pages = ["/", "/find?q=", ...searches.map((text) => `/find?q=${text}`), `/t/${seeded.handle}`];
	const answers = [
		...(await Promise.all([...lists, ...pages].map((path) => ask("GET", path)))),
		...(await Promise.all(
			pages.map((path) => ask("GET", path, { headers: { rsc: "1", "next-router-prefetch": "1" } })),
		)),
		await post("/api/holds", { teacher: seeded.handle, type: "lesson", startsAt }),
		await post("/api/bookings", { teacher: seeded.handle, type: "lesson", startsAt, ...student }),
		await post("/api/cancellations", { booking: `${ref.slice(0, 43)}${ref.endsWith("A") ? "B" : "A"}` }),
	];
	for (const said of answers) {
		// What somebody searches for is shown back to them, and nothing else.
		const own = searches.find(
			(text) => said.text.includes(`value="${text}"`) || said.text.includes(`"${text}"`),
		);
		const rest = own ? without(said.text, own) : said.text;
		const secret = [student.email, "Zebulon", "Quagmire", "Chatham", seeded.email, ref, group];
		expect(secret.filter((text) => rest.includes(text))).toEqual([]);
	}
	expect(answers.at(-3)?.error?.code).toBe("TAKEN");
	// The control: the same strings are there for who has the link.
	expect((await ask("GET", `/b/${ref}`)).text.includes(student.name)).toBe(true);
});

function without(page: string, text: string): string {
	const spelled = [text, encodeURIComponent(text), text.replaceAll(" ", "+"), text.replaceAll(" ", "%20")];
	return spelled.reduce((rest, each) => rest.replaceAll(each, "…"), page);
}

test("asking for a code answers the same for a teacher and for somebody unknown, and only a teacher gets one", async () => {
	const unknown = `nobody@${school.handle}.example`;
	const asked = async (email: string) => {
		const { status, text, headers } = await ask("POST", "/api/sign-in-codes", { body: { email } });
		const names = [...headers]
			.filter(([name]) => name !== "date" && name !== "x-request-id")
			// But for the random part of a cookie, and the seconds that pass.
			.map(
				([name, value]) =>
					`${name}: ${value.replace(/=[\w-]{22}\.[\w-]{22};/, "=…;").replace(/t=\d+$/, "t=…")}`,
			);
		return { status, text, names };
	};
	const known = await asked(seeded.email);
	expect(known.status).toBe(202);
	expect(await asked(unknown)).toEqual(known);
	await codeFor(seeded.email);
	expect(await mailsTo(unknown)).toEqual([]);
});

test("it takes no longer to answer for a teacher than for somebody unknown", async () => {
	const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
	const timed = async (who: "known" | "unknown", email: string) => {
		const from = performance.now();
		expect((await ask("POST", "/api/sign-in-codes", { body: { email } })).status).toBe(202);
		times[who].push(performance.now() - from);
	};
	// In turns, so that whatever else the machine does is done to both.
	const timely = await newSchool(4);
	for (let round = 0; round < 4; round++) {
		for (const [n, { email }] of timely.teachers.entries()) {
			await timed("known", email);
			await timed("unknown", `nobody-${n}@${timely.handle}.unknown.example`);
		}
	}
	const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
	const apart = Math.abs(median(times.known) - median(times.unknown));
	// What a look into the database alone would take, and a mail many times.
	expect(apart).toBeLessThan(Math.max(6, 0.5 * median(times.unknown)));
});

test("a hundred requests naming one victim send one mail, and say the same as for somebody unknown", async () => {
	const flood = async (email: string) => {
		await earlyInAMinute();
		const answers = await Promise.all(
			Array.from({ length: 100 }, () => ask("POST", "/api/sign-in-codes", { body: { email } })),
		);
		for (const said of answers) {
			if (said.status === 202) continue;
			expect([said.status, said.error?.code]).toEqual([429, "SLOWD"]);
			expect(Number(said.headers.get("retry-after"))).toBeGreaterThan(0);
		}
		return answers.map(({ status }) => status).filter((status) => status === 202).length;
	};
	const told = await flood(victim.email);
	expect(told).toBeGreaterThan(0);
	expect(told).toBeLessThanOrEqual(12);
	expect(await flood(`nobody.else@${school.handle}.example`)).toBeLessThanOrEqual(12);
	// Spelled otherwise, it is still one address.
	await ask("POST", "/api/sign-in-codes", { body: { email: victim.email.toUpperCase() } });

	// What was asked for before has been sent before: when a later one's code is here, so is all of the victim's.
	await codeFor(victim.email);
	await ask("POST", "/api/sign-in-codes", { body: { email: marker.email } });
	await codeFor(marker.email);
	expect(await mailsTo(victim.email)).toHaveLength(1);
	const [row] = await rows<{ due: boolean }>(
		"select code_asked_at <= now() - interval '1 minute' as due from app.teachers where email = $1",
		[victim.email],
	);
	expect(row?.due).toBe(false);
});

test("a bug is loud in the log without the row it was about, and without the key in the address", async () => {
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	// A real error of Postgres, whose detail tells the whole failing row.
	const broken = await admin
		.query("update app.bookings set held_until = null, state = 'held' where email = $1", [student.email])
		.catch((error: Error & { detail?: string }) => error);
	expect((broken as { detail?: string }).detail).toContain(student.name);

	const said = await handle(async () => {
		throw broken;
	})(new Request(`http://localhost/api/calendars/${ref}`), {});
	expect(said.status).toBe(500);
	const { error } = (await said.json()) as { error: { code: string } };
	expect(error.code).toBe("BUG00");
	const logged = log.mock.calls.flat().map(String).join("\n");
	expect(logged).toContain("violates check constraint");
	expect(logged).toContain("GET /api/calendars/");
	for (const text of [student.name, student.email, ref]) expect(logged).not.toContain(text);
	expect(JSON.stringify(error)).not.toContain("constraint");
});
