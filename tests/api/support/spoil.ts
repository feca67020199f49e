import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { expect } from "vitest";
import { signWish } from "../../../lib/mail/wish-ref.ts";
import { appUrl, given, newKey, post, type Said, send } from "./ask.ts";
import { begunBooking } from "./desk.ts";
import { feedBody } from "./feeds.ts";
import { invite, makeStaff, newOpening, openingBody } from "./office.ts";
import { invite as inviteTo, newOpening as newRoom } from "./opening.ts";
import { hookBody, tokenBody } from "./programs.ts";
import { newTeam, teamBody, typeBody } from "./rules.ts";
import { book, booker, newSchool, startIn } from "./school.ts";
import { signIn } from "./session.ts";
import { newWait } from "./waits.ts";

const school = await newSchool(2);
type T = (typeof school.teachers)[number];
export const [teacher, signedIn] = school.teachers as [T, T];
// Who teaches and is staff, too, has one session for both.
export const cookie = await signIn(await makeStaff(school, signedIn.email));
export const opening = await newOpening(cookie, { teacher: signedIn.handle, type: "group" });
export const invitation = await invite(cookie, opening, `family@${school.handle}.example`);
export const wish = { teacher: teacher.handle, type: "lesson", startsAt: startIn(3, "08:00") };
export const { hold } = (await post("/api/holds", { ...wish, startsAt: startIn(3, "09:00") })).json;
const booking = await book(teacher.handle, startIn(3, "10:00"), booker("Bad Input"));
const room = await newRoom({ audience: "anyone" });
const link = await inviteTo(room);
const { ticket } = (await post("/api/tickets", { invitation: link })).json;
export const operator = { authorization: `Bearer ${given("CRON_SECRET")}` };

const team = await newTeam(school.handle);

const waited = await newWait(teacher.handle, startIn(12, "08:00"));

/** One good body for each route that takes one: the fields that the tables below spoil. */
export const good: Record<string, Record<string, unknown>> = {
	"POST /api/holds": wish,
	"POST /api/bookings": { ...wish, ...booker("Good Body") },
	"POST /api/extensions": { hold },
	"POST /api/releases": { hold },
	"POST /api/cancellations": { booking, reason: "A cold" },
	"POST /api/moves": { booking, startsAt: startIn(3, "10:30") },
	"POST /api/decisions": { booking: randomUUID(), yes: false, reason: "No" },
	"PUT /api/schedules": {
		...{ schedule: randomUUID(), version: 0, name: "Evenings", isUsual: false },
		spans: [{ weekday: 1, startsMinute: 0, endsMinute: 60 }],
		ownDays: [{ day: "2026-12-24", spans: [{ startsMinute: 540, endsMinute: 600 }] }],
	},
	"POST /api/schedule-removals": { schedule: randomUUID() },
	"PUT /api/absences": {
		absence: randomUUID(),
		version: 0,
		startsAt: startIn(9, "08:00"),
		endsAt: startIn(9, "09:00"),
		note: "Away",
	},
	"POST /api/absence-removals": { absence: randomUUID() },
	"PUT /api/holidays": { version: 1, region: "DE-BY", worked: ["Neujahr"] },
	"POST /api/zone-changes": { version: 1, timeZone: "Europe/Lisbon", bookings: "stay" },
	"POST /api/kept-bookings": { bookings: [randomUUID()] },
	"POST /api/attendances": { booking: await begunBooking(signedIn.handle), came: true },
	"POST /api/teacher-moves": {
		booking: randomUUID(),
		from: startIn(21, "08:00"),
		startsAt: startIn(21, "09:00"),
		message: "The hall is taken",
	},
	"POST /api/teacher-cancellations": {
		from: startIn(20, "08:00"),
		until: startIn(20, "09:00"),
		reason: "Ill",
	},
	"PUT /api/feeds": feedBody(),
	"POST /api/feed-readings": { feed: randomUUID() },
	"POST /api/feed-removals": { feed: randomUUID() },
	"POST /api/tokens": tokenBody(),
	"POST /api/token-removals": { token: randomUUID() },
	"PUT /api/hooks": hookBody(),
	"POST /api/hook-secrets": { hook: randomUUID(), secret: randomUUID() },
	"POST /api/hook-replays": { hook: randomUUID() },
	"POST /api/hook-removals": { hook: randomUUID() },
	"PUT /api/types": await typeBody(signedIn.handle),
	"POST /api/retirements": { type: randomUUID() },
	"POST /api/restorations": { type: randomUUID() },
	"PUT /api/type-order": { types: [] },
	"PUT /api/teams": teamBody(),
	"POST /api/team-removals": { team: randomUUID() },
	"POST /api/team-holds": { team: team.handle, type: "lesson", startsAt: startIn(5, "08:00") },
	"POST /api/team-bookings": {
		...{ team: team.handle, type: "lesson", startsAt: startIn(5, "09:00") },
		...booker("Good Body"),
	},
	"POST /api/series-bookings": {
		...{ teacher: teacher.handle, type: "lesson", starts: [startIn(6, "08:00")] },
		...booker("Good Body"),
	},
	"POST /api/series-cancellations": { booking },
	"POST /api/waits": {
		...{ teacher: teacher.handle, type: "lesson", startsAt: waited.startsAt },
		...booker("Good Waiter"),
	},
	"POST /api/wait-removals": { wait: randomUUID() },
	"POST /api/sign-in-codes": { email: `nobody@${school.handle}.example` },
	"POST /api/sign-ins": { email: `nobody@${school.handle}.example`, code: "123456" },
	"POST /api/invitation-requests": { opening: room.id, email: `asks@${school.handle}.example` },
	"POST /api/tickets": { invitation: link },
	"POST /api/passes": { ticket },
	"POST /api/departures": { ticket },
	"POST /api/mail-bounces": { messageId: `<${randomUUID()}@localhost>`, permanent: true, reason: "Unknown" },
	"POST /api/revalidations": { handles: [teacher.handle] },
	"PUT /api/openings/[id]": openingBody({ version: 1, teacher: signedIn.handle, type: "group" }),
	"POST /api/invitation-previews": { opening, text: "email\na@b.example" },
	"POST /api/invitations": {
		opening,
		families: [{ email: `new@${school.handle}.example`, name: null, group: 0 }],
	},
	"POST /api/invitation-mails": { opening, invitation },
	"POST /api/revocations": { opening, invitation },
	"POST /api/steerings": { opening, act: "resume" },
	"POST /api/assisted-bookings": {
		opening,
		teacher: signedIn.handle,
		type: "group",
		startsAt: startIn(4, "08:00"),
		...booker("Good Body"),
	},
	"POST /api/calendar-feeds": { of: "desk" },
	"POST /api/calendar-feed-removals": { of: "desk" },
	"POST /api/teacher-closings": { teachers: ["nobody-is-called-so"] },
	"POST /api/teacher-erasures": { handle: "nobody-is-called-so" },
	"POST /api/school-erasures": { handle: "nobody-is-called-so" },
	"POST /api/erasures": { email: `nobody@${school.handle}.example` },
};

/** The same for each route that takes a plain form. */
export const goodForms: Record<string, Record<string, string>> = {
	"POST /api/form-bookings": { ...wish, ...booker("Good Form"), key: newKey() },
	"POST /api/form-cancellations": { booking, reason: "A cold" },
	"POST /api/form-moves": { booking, startsAt: startIn(3, "11:00"), key: newKey() },
	"POST /api/form-decisions": { decision: booking, answer: "no", reason: "No" },
	"POST /api/form-mail-wishes": { ref: signWish(`bad-input@${school.handle}.example`), reminders: "off" },
	"POST /api/form-languages": { language: "es", back: "/find?q=x" },
	"POST /api/form-waits": {
		...{ teacher: teacher.handle, type: "lesson", when: `slot ${waited.startsAt}`, key: newKey() },
		...booker("Good Form"),
	},
	"POST /api/form-acceptances": { wait: waited.ref, name: "Good Form", key: newKey() },
	"POST /api/form-wait-departures": { wait: waited.ref, what: "decline" },
	"POST /api/form-tickets": { opening: room.id, invitation: link },
	"POST /api/form-passes": { opening: room.id, invitation: link, ticket },
	"POST /api/form-departures": { opening: room.id, invitation: link, ticket },
	"POST /api/form-invitation-requests": { opening: room.id, email: `form@${school.handle}.example` },
	"POST /api/form-mine-links": { email: `mine@${school.handle}.example` },
	"POST /api/form-mine-visits": { link: "A".repeat(54) },
	"POST /api/form-mine-departures": { from: "here" },
	"POST /api/form-mine-erasures": { sure: "yes" },
};

/** A plain form with these fields. */
export const putForm = (
	route: string,
	fields: Record<string, unknown> | string,
	headers: Record<string, string> = {},
) =>
	put(
		route,
		typeof fields === "string"
			? fields
			: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, asText(value)])).toString(),
		{ "content-type": "application/x-www-form-urlencoded", ...headers },
	);

const asText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** What takes a list of twenty thousand families: up to 4 MB of it. */
export const takesLists = ["POST /api/invitation-previews", "POST /api/invitations"];

/** A request with everything that any route could want of its headers. */
export function put(
	route: string,
	body: BodyInit | undefined,
	headers: Record<string, string> = {},
): Promise<Said> {
	const [method = "", path = ""] = route.split(" ");
	return send(method, path, {
		headers: {
			...operator,
			cookie,
			origin: appUrl,
			"content-type": "application/json",
			"idempotency-key": newKey(),
			...headers,
		},
		body,
	});
}

export const withField = (route: string, field: string, value: unknown) =>
	put(route, JSON.stringify({ ...good[route], [field]: value }));

export function refused(said: Said, status: number, code: string, field?: string): void {
	expect([said.status, said.error?.code], said.text.slice(0, 300)).toEqual([status, code]);
	if (field)
		expect(Object.keys(said.error?.fields as object).map((path) => path.split(".")[0])).toContain(field);
}

/** Sends a head and that many chunks of 32 KB, and gives what comes back, without ever ending the request. */
export async function firstAnswer(head: string, chunks: number): Promise<string> {
	const { hostname, port } = new URL(appUrl);
	const socket = connect(Number(port), hostname);
	try {
		return await new Promise<string>((done, fail) => {
			let answer = "";
			socket.setTimeout(15_000, () => fail(new Error("no answer while the body was still coming")));
			socket.on("error", fail);
			socket.on("data", (data) => {
				answer += data;
				if (answer.includes('"LARGE"')) done(answer);
			});
			socket.on("close", () => done(answer));
			socket.write(head);
			for (let i = 0; i < chunks; i++) socket.write(`8000\r\n${" ".repeat(0x8000)}\r\n`);
		});
	} finally {
		socket.destroy();
	}
}
