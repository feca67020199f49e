import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signWish } from "../../lib/mail/wish-ref.ts";
import { weekOf } from "../../lib/time.ts";
import { ask, given, newKey, post, postForm } from "./support/ask.ts";
import { deviceOf, linkFor, ownerOf, shareAs } from "./support/mine.ts";
import { invite, makeStaff, newOpening, openingBody } from "./support/office.ts";
import { invite as inviteTo, newOpening as newRoom } from "./support/opening.ts";
import { request } from "./support/requests.ts";
import { pages, routes } from "./support/routes.ts";
import { newTeam } from "./support/rules.ts";
import { book, booker, newSchool, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";
import { newWait } from "./support/waits.ts";

const school = await newSchool();
const { teachers } = school;
const teacher = teachers[0]?.handle ?? "";
// Who teaches and is staff, too, has one session for both.
const cookie = await signIn(await makeStaff(school, teachers[0]?.email ?? ""));
const opening = await newOpening(cookie, { teacher, type: "group" });
const invitation = await invite(cookie, opening, `family@${school.handle}.example`);
const student = booker("Zebulon Quagmire");
const ref = await book(teacher, startIn(2), student);
const { decision } = await request(teacher, startIn(6));
const wait = await newWait(teacher, startIn(8));
const operator = { headers: { authorization: `Bearer ${given("CRON_SECRET")}` } };
const week = weekOf(startIn(3));
const { handle: team, id: teamId } = await newTeam(school.handle);
const wish = signWish(`kept@${school.handle}.example`);
const own = await ownerOf(teacher, startIn(11));
const device = deviceOf(own.key);
const calendarPath = await shareAs("mine", device);
const room = await newRoom({ waitingRoom: false });
const welcome = await newRoom({ audience: "anyone", opensIn: 3600 });
const link = await inviteTo(room);
const { ticket } = (await post("/api/tickets", { invitation: link })).json;

/** An edge asks once a second and may show the last answer meanwhile; a browser asks each time. */
const everybodys = {
	cache: "public, max-age=0, s-maxage=1, must-revalidate",
	edge: /^$|^max-age=1, stale-while-revalidate=30$/,
};
/** The same, long and read by few: kept for longer. */
const records = {
	cache: "public, max-age=0, s-maxage=30, must-revalidate",
	edge: /^max-age=30, stale-while-revalidate=30$/,
};
/** Nobody keeps it. */
const nobodys = {
	cache: /^(private, no-store|no-store|private, no-cache, no-store, max-age=0, must-revalidate)$/,
	edge: /^$/,
};

const table: Record<string, { how: typeof everybodys | typeof nobodys; ask: () => ReturnType<typeof ask> }> =
	{
		"GET /": { how: everybodys, ask: () => ask("GET", "/") },
		"GET /t/[handle]": { how: everybodys, ask: () => ask("GET", `/t/${teacher}`) },
		"GET /team/[handle]": { how: everybodys, ask: () => ask("GET", `/team/${team}`) },
		"GET /t/[handle]/book": { how: nobodys, ask: () => ask("GET", `/t/${teacher}/book`) },
		"GET /b/[ref]/cancel": { how: nobodys, ask: () => ask("GET", `/b/${ref}/cancel`) },
		"GET /b/[ref]/move": { how: nobodys, ask: () => ask("GET", `/b/${ref}/move`) },
		"GET /mails/[ref]": { how: nobodys, ask: () => ask("GET", `/mails/${wish}`) },
		"GET /wait/[ref]": { how: nobodys, ask: () => ask("GET", `/wait/${wait.ref}`) },
		"GET /api/full-times/[teacher]/[type]/[week]": {
			how: everybodys,
			ask: () => ask("GET", `/api/full-times/${teacher}/lesson/${week}`),
		},
		"GET /api/full-times/[teacher]/[type]/[week]/[minutes]": {
			how: everybodys,
			ask: () => ask("GET", `/api/full-times/${teacher}/lesson/${week}/30`),
		},
		"GET /api/synthetic-bookings": {
			how: nobodys,
			ask: () => ask("GET", "/api/synthetic-bookings", operator),
		},
		"GET /api/seat-offers": { how: nobodys, ask: () => ask("GET", "/api/seat-offers", operator) },
		"POST /api/waits": { how: nobodys, ask: () => post("/api/waits", {}) },
		"POST /api/form-waits": {
			how: nobodys,
			ask: () => postForm("/api/form-waits", { teacher, type: "lesson", timeZone: "UTC" }),
		},
		"POST /api/form-acceptances": {
			how: nobodys,
			ask: () => postForm("/api/form-acceptances", { wait: wait.ref }),
		},
		"POST /api/form-wait-departures": {
			how: nobodys,
			ask: () => postForm("/api/form-wait-departures", { wait: wait.ref, what: "decline" }),
		},
		"POST /api/wait-removals": {
			how: nobodys,
			ask: () => ask("POST", "/api/wait-removals", { cookie, body: {} }),
		},
		"GET /find": { how: nobodys, ask: () => ask("GET", "/find?q=a") },
		"GET /b/[ref]": { how: nobodys, ask: () => ask("GET", `/b/${ref}`) },
		"GET /desk": { how: nobodys, ask: () => ask("GET", "/desk", { cookie }) },
		...Object.fromEntries(
			["figures", "print", "school"].map((page) => [
				`GET /desk/${page}`,
				{ how: nobodys, ask: () => ask("GET", `/desk/${page}`, { cookie }) },
			]),
		),
		"GET /desk/calendar": { how: nobodys, ask: () => ask("GET", "/desk/calendar", { cookie }) },
		"GET /desk/types": { how: nobodys, ask: () => ask("GET", "/desk/types", { cookie }) },
		"GET /desk/types/new": { how: nobodys, ask: () => ask("GET", "/desk/types/new", { cookie }) },
		"GET /desk/types/[id]": {
			how: nobodys,
			ask: () => ask("GET", `/desk/types/${randomUUID()}`, { cookie }),
		},
		"GET /desk/preview": { how: nobodys, ask: () => ask("GET", "/desk/preview", { cookie }) },
		...Object.fromEntries(
			["", "/days", "/away", "/holidays", "/zone"].map((part) => [
				`GET /desk/hours${part}`,
				{ how: nobodys, ask: () => ask("GET", `/desk/hours${part}`, { cookie }) },
			]),
		),
		"GET /api/slots/[teacher]/[type]/[week]": {
			how: everybodys,
			ask: () => ask("GET", `/api/slots/${teacher}/lesson/${week}`),
		},
		"GET /api/calendars/[ref]": { how: nobodys, ask: () => ask("GET", `/api/calendars/${ref}`) },
		"GET /api/health": { how: nobodys, ask: () => ask("GET", "/api/health") },
		"GET /api/ready": { how: nobodys, ask: () => ask("GET", "/api/ready") },
		"GET /api/watch-minutes": { how: nobodys, ask: () => ask("GET", "/api/watch-minutes", operator) },
		"GET /api/operations": { how: nobodys, ask: () => ask("GET", "/api/operations", { cookie }) },
		"GET /ops": { how: nobodys, ask: () => ask("GET", "/ops", { cookie }) },
		"GET /api/request-lapses": { how: nobodys, ask: () => ask("GET", "/api/request-lapses", operator) },
		"GET /decide/[ref]": { how: nobodys, ask: () => ask("GET", `/decide/${decision}`) },
		"POST /api/decisions": { how: nobodys, ask: () => ask("POST", "/api/decisions", { cookie, body: {} }) },
		"POST /api/form-decisions": {
			how: nobodys,
			ask: () => postForm("/api/form-decisions", { decision, answer: "yes" }),
		},
		"GET /api/mail-deliveries": { how: nobodys, ask: () => ask("GET", "/api/mail-deliveries", operator) },
		"POST /api/mail-bounces": { how: nobodys, ask: () => ask("POST", "/api/mail-bounces", operator) },
		"GET /dev/embed": { how: nobodys, ask: () => ask("GET", "/dev/embed") },
		"GET /dev/mail/previews": { how: nobodys, ask: () => ask("GET", "/dev/mail/previews") },
		"GET /dev/mail/previews/[file]": {
			how: nobodys,
			ask: () => ask("GET", "/dev/mail/previews/booker.mine.alone.de.html"),
		},
		"GET /api/unsubscriptions/[ref]": { how: nobodys, ask: () => ask("GET", `/api/unsubscriptions/${wish}`) },
		"POST /api/unsubscriptions/[ref]": {
			how: nobodys,
			ask: () => postForm(`/api/unsubscriptions/${wish}`, { "List-Unsubscribe": "One-Click" }),
		},
		"POST /api/form-languages": {
			how: nobodys,
			ask: () => postForm("/api/form-languages", { language: "fr" }),
		},
		"POST /api/form-mail-wishes": {
			how: nobodys,
			ask: () => postForm("/api/form-mail-wishes", { ref: wish, reminders: "on" }),
		},
		"POST /api/holds": {
			how: nobodys,
			ask: () => post("/api/holds", { teacher, type: "lesson", startsAt: startIn(4) }),
		},
		"POST /api/bookings": {
			how: nobodys,
			ask: () =>
				post("/api/bookings", { teacher, type: "lesson", startsAt: startIn(5), ...booker("Cached Not") }),
		},
		"POST /api/extensions": { how: nobodys, ask: () => post("/api/extensions", { hold: ref }) },
		"POST /api/releases": { how: nobodys, ask: () => post("/api/releases", { hold: ref }) },
		"POST /api/cancellations": { how: nobodys, ask: () => post("/api/cancellations", { booking: ref }) },
		"POST /api/moves": {
			how: nobodys,
			ask: () => post("/api/moves", { booking: ref, startsAt: startIn(8) }),
		},
		"POST /api/form-moves": {
			how: nobodys,
			ask: () => postForm("/api/form-moves", { booking: ref, startsAt: startIn(9), key: newKey() }),
		},
		"POST /api/form-bookings": {
			how: nobodys,
			ask: () =>
				postForm("/api/form-bookings", {
					...{ teacher, type: "lesson", startsAt: startIn(7), key: newKey() },
					...booker("Cached Not By Form"),
				}),
		},
		"POST /api/form-cancellations": {
			how: nobodys,
			ask: () => postForm("/api/form-cancellations", { booking: ref }),
		},
		"GET /api/desk-calendar": {
			how: nobodys,
			ask: () => ask("GET", "/api/desk-calendar?from=2026-11-30&until=2026-12-07", { cookie }),
		},
		"GET /api/rules": { how: nobodys, ask: () => ask("GET", "/api/rules", { cookie }) },
		"PUT /api/schedules": { how: nobodys, ask: () => ask("PUT", "/api/schedules", { cookie, body: {} }) },
		"POST /api/schedule-removals": {
			how: nobodys,
			ask: () => ask("POST", "/api/schedule-removals", { cookie, body: {} }),
		},
		"PUT /api/absences": { how: nobodys, ask: () => ask("PUT", "/api/absences", { cookie, body: {} }) },
		"POST /api/absence-removals": {
			how: nobodys,
			ask: () => ask("POST", "/api/absence-removals", { cookie, body: {} }),
		},
		"PUT /api/holidays": { how: nobodys, ask: () => ask("PUT", "/api/holidays", { cookie, body: {} }) },
		"GET /api/booking-lists": { how: nobodys, ask: () => ask("GET", "/api/booking-lists", { cookie }) },
		"POST /api/attendances": {
			how: nobodys,
			ask: () => ask("POST", "/api/attendances", { cookie, body: {} }),
		},
		"POST /api/teacher-cancellations": {
			how: nobodys,
			ask: () => ask("POST", "/api/teacher-cancellations", { cookie, body: {} }),
		},
		"POST /api/teacher-moves": {
			how: nobodys,
			ask: () => ask("POST", "/api/teacher-moves", { cookie, body: {} }),
		},
		"POST /api/zone-changes": {
			how: nobodys,
			ask: () => ask("POST", "/api/zone-changes", { cookie, body: {} }),
		},
		"POST /api/kept-bookings": {
			how: nobodys,
			ask: () => ask("POST", "/api/kept-bookings", { cookie, body: {} }),
		},
		"GET /desk/feeds": { how: nobodys, ask: () => ask("GET", "/desk/feeds", { cookie }) },
		"GET /api/feeds": { how: nobodys, ask: () => ask("GET", "/api/feeds", { cookie }) },
		"PUT /api/feeds": { how: nobodys, ask: () => ask("PUT", "/api/feeds", { cookie, body: {} }) },
		"GET /api/feed-readings": { how: nobodys, ask: () => ask("GET", "/api/feed-readings", operator) },
		"GET /api/retentions": { how: nobodys, ask: () => ask("GET", "/api/retentions", operator) },
		"GET /desk/trail": { how: nobodys, ask: () => ask("GET", "/desk/trail", { cookie }) },
		"GET /api/trails": { how: nobodys, ask: () => ask("GET", "/api/trails", { cookie }) },
		"GET /api/holiday-lookups": { how: nobodys, ask: () => ask("GET", "/api/holiday-lookups", operator) },
		"POST /api/feed-readings": {
			how: nobodys,
			ask: () => ask("POST", "/api/feed-readings", { cookie, body: {} }),
		},
		"POST /api/feed-removals": {
			how: nobodys,
			ask: () => ask("POST", "/api/feed-removals", { cookie, body: {} }),
		},
		"GET /embed/t/[handle]": { how: everybodys, ask: () => ask("GET", `/embed/t/${teacher}`) },
		"GET /embed/b/[ref]": { how: nobodys, ask: () => ask("GET", `/embed/b/${ref}`) },
		"GET /nothing-here": { how: nobodys, ask: () => ask("GET", "/no-such-page") },
		"GET /docs/api": { how: everybodys, ask: () => ask("GET", "/docs/api") },
		"GET /api/openapi.json": { how: records, ask: () => ask("GET", "/api/openapi.json") },
		"GET /desk/api": { how: nobodys, ask: () => ask("GET", "/desk/api", { cookie }) },
		"GET /api/bookings": { how: nobodys, ask: () => ask("GET", "/api/bookings", { cookie }) },
		"GET /api/hook-deliveries": { how: nobodys, ask: () => ask("GET", "/api/hook-deliveries", operator) },
		...Object.fromEntries(
			[
				...[
					"GET /api/tokens",
					"POST /api/tokens",
					"POST /api/token-removals",
					"GET /api/hooks",
					"PUT /api/hooks",
				],
				...["POST /api/hook-removals", "POST /api/hook-secrets", "POST /api/hook-replays"],
			].map((route) => {
				const [method = "", path = ""] = route.split(" ");
				const body = method === "GET" ? undefined : {};
				return [route, { how: nobodys, ask: () => ask(method, path, { cookie, body }) }];
			}),
		),
		"GET /api/types": { how: nobodys, ask: () => ask("GET", "/api/types", { cookie }) },
		"PUT /api/types": { how: nobodys, ask: () => ask("PUT", "/api/types", { cookie, body: {} }) },
		"POST /api/retirements": {
			how: nobodys,
			ask: () => ask("POST", "/api/retirements", { cookie, body: {} }),
		},
		"POST /api/restorations": {
			how: nobodys,
			ask: () => ask("POST", "/api/restorations", { cookie, body: {} }),
		},
		"PUT /api/type-order": { how: nobodys, ask: () => ask("PUT", "/api/type-order", { cookie, body: {} }) },
		"GET /api/teams": { how: nobodys, ask: () => ask("GET", "/api/teams", { cookie }) },
		"PUT /api/teams": { how: nobodys, ask: () => ask("PUT", "/api/teams", { cookie, body: {} }) },
		"POST /api/team-removals": {
			how: nobodys,
			ask: () => ask("POST", "/api/team-removals", { cookie, body: {} }),
		},
		"GET /api/teams/[team]": { how: nobodys, ask: () => ask("GET", `/api/teams/${team}`) },
		"GET /api/team-slots/[team]/[type]/[week]": {
			how: everybodys,
			ask: () => ask("GET", `/api/team-slots/${team}/lesson/${week}`),
		},
		"GET /api/team-slots/[team]/[type]/[week]/[minutes]": {
			how: everybodys,
			ask: () => ask("GET", `/api/team-slots/${team}/lesson/${week}/30`),
		},
		"GET /api/types/[teacher]/[type]": {
			how: everybodys,
			ask: () => ask("GET", `/api/types/${teacher}/lesson`),
		},
		"POST /api/team-holds": { how: nobodys, ask: () => post("/api/team-holds", {}) },
		"POST /api/team-bookings": { how: nobodys, ask: () => post("/api/team-bookings", {}) },
		"GET /api/series": {
			how: nobodys,
			ask: () => ask("GET", `/api/series?teacher=${teacher}&type=lesson&startsAt=${startIn(5)}&dates=3`),
		},
		"POST /api/series-bookings": { how: nobodys, ask: () => post("/api/series-bookings", {}) },
		"POST /api/series-cancellations": {
			how: nobodys,
			ask: () => post("/api/series-cancellations", { booking: ref }),
		},
		"GET /api/slots/[teacher]/[type]/[week]/[minutes]": {
			how: everybodys,
			ask: () => ask("GET", `/api/slots/${teacher}/lesson/${week}/30`),
		},
		"POST /api/sign-in-codes": {
			how: nobodys,
			ask: () => post("/api/sign-in-codes", { email: "nobody@cached.example" }),
		},
		"POST /api/sign-ins": {
			how: nobodys,
			ask: () => post("/api/sign-ins", { email: "nobody@cached.example", code: "123456" }),
		},
		"POST /api/sign-outs": { how: nobodys, ask: () => ask("POST", "/api/sign-outs", {}) },
		"POST /api/revalidations": {
			how: nobodys,
			ask: () => ask("POST", "/api/revalidations", { ...operator, body: { handles: [] } }),
		},
		"GET /api/empty": { how: nobodys, ask: () => ask("GET", "/api/empty") },
		"POST /api/empty": { how: nobodys, ask: () => post("/api/empty", {}) },
		// Openings, as families meet them.
		"GET /opening/[id]": { how: everybodys, ask: () => ask("GET", `/opening/${welcome.id}`) },
		"GET /opening/[id]/asked": { how: nobodys, ask: () => ask("GET", `/opening/${welcome.id}/asked`) },
		"GET /opening/[id]/[ref]": {
			how: nobodys,
			ask: () => ask("GET", `/opening/${room.id}/${link}?place=${ticket}`),
		},
		"GET /api/openings/[id]/status/[phase]": {
			how: everybodys,
			ask: () => ask("GET", `/api/openings/${welcome.id}/status/0`),
		},
		"GET /api/openings/[id]/record": {
			how: records,
			ask: () => ask("GET", `/api/openings/${room.id}/record`),
		},
		"GET /api/tickets/[ref]": { how: nobodys, ask: () => ask("GET", `/api/tickets/${ticket}`) },
		"POST /api/tickets": { how: nobodys, ask: () => post("/api/tickets", { invitation: link }) },
		"POST /api/passes": { how: nobodys, ask: () => post("/api/passes", { ticket }) },
		"POST /api/departures": { how: nobodys, ask: () => post("/api/departures", { ticket }) },
		"POST /api/invitation-requests": {
			how: nobodys,
			ask: () => post("/api/invitation-requests", { opening: welcome.id, email: "asks@cached.example" }),
		},
		"POST /api/form-tickets": {
			how: nobodys,
			ask: () => postForm("/api/form-tickets", { opening: room.id, invitation: link }),
		},
		"POST /api/form-passes": {
			how: nobodys,
			ask: () => postForm("/api/form-passes", { opening: room.id, invitation: link, ticket }),
		},
		"POST /api/form-departures": {
			how: nobodys,
			ask: () => postForm("/api/form-departures", { opening: room.id, invitation: link, ticket }),
		},
		"POST /api/form-invitation-requests": {
			how: nobodys,
			ask: () =>
				postForm("/api/form-invitation-requests", { opening: welcome.id, email: "form@cached.example" }),
		},
		// A booker's own page, and what is taken along.
		...Object.fromEntries(
			["", "/erase"].map((part) => [
				`GET /mine${part}`,
				{ how: nobodys, ask: () => ask("GET", `/mine${part}`, { cookie: device }) },
			]),
		),
		"GET /mine/[link]": { how: nobodys, ask: () => ask("GET", `/mine/${linkFor(own.key)}`) },
		"GET /api/mine-exports": { how: nobodys, ask: () => ask("GET", "/api/mine-exports", { cookie: device }) },
		"GET /api/calendar-feeds/[file]": { how: nobodys, ask: () => ask("GET", calendarPath) },
		"GET /api/desk-exports": { how: nobodys, ask: () => ask("GET", "/api/desk-exports", { cookie }) },
		"GET /desk/data": { how: nobodys, ask: () => ask("GET", "/desk/data", { cookie }) },
		...Object.fromEntries(
			Object.entries<object>({
				"calendar-feeds": { of: "desk" },
				"calendar-feed-removals": { of: "desk" },
				erasures: { email: "nobody@cached.example" },
				"teacher-closings": { teachers: ["nobody-here"] },
				"teacher-erasures": { handle: "nobody-here" },
				"school-erasures": { handle: "nobody-here" },
			}).map(([noun, body]) => [
				`POST /api/${noun}`,
				{ how: nobodys, ask: () => ask("POST", `/api/${noun}`, { cookie, body }) },
			]),
		),
		...Object.fromEntries(
			Object.entries<Record<string, string>>({
				links: { email: "nobody@cached.example" },
				visits: { link: linkFor(own.key) },
				departures: { from: "here" },
				erasures: { sure: "yes" },
			}).map(([noun, fields]) => [
				`POST /api/form-mine-${noun}`,
				{ how: nobodys, ask: () => postForm(`/api/form-mine-${noun}`, fields) },
			]),
		),
		// The office's: what one school's staff see is for nobody else to keep.
		...Object.fromEntries(
			["", "/new", `/${opening}`, `/${opening}/edit`, `/${opening}/families`].map((path) => [
				`GET /desk/openings${path.replace(opening, "[id]")}`,
				{ how: nobodys, ask: () => ask("GET", `/desk/openings${path}`, { cookie }) },
			]),
		),
		...Object.fromEntries(
			["", "/new", `/${teamId}`].map((path) => [
				`GET /desk/teams${path.replace(teamId, "[id]")}`,
				{ how: nobodys, ask: () => ask("GET", `/desk/teams${path}`, { cookie }) },
			]),
		),
		...Object.fromEntries(
			["watch", "invitations"].map((what) => [
				`GET /api/openings/[id]/${what}`,
				{ how: nobodys, ask: () => ask("GET", `/api/openings/${opening}/${what}`, { cookie }) },
			]),
		),
		"PUT /api/openings/[id]": {
			how: nobodys,
			ask: () => ask("PUT", `/api/openings/${opening}`, { cookie, body: openingBody({ version: 99 }) }),
		},
		...Object.fromEntries(
			Object.entries({
				"invitation-previews": { opening, text: "email\na@b.example" },
				invitations: { opening, families: [] },
				"invitation-mails": { opening, invitation },
				revocations: { opening, invitation },
				steerings: { opening, act: "pause" },
				"assisted-bookings": { opening },
			}).map(([noun, body]) => [
				`POST /api/${noun}`,
				{ how: nobodys, ask: () => post(`/api/${noun}`, body, undefined, { cookie }) },
			]),
		),
	};

test.each(Object.entries(table))(
	"%s says who may keep it; what everybody may sets no cookie, does not vary by one, and names no student",
	async (_route, { how, ask: answer }) => {
		const { headers, text } = await answer();
		expect(headers.get("cache-control")).toMatch(how.cache);
		expect(headers.get("cdn-cache-control") ?? "").toMatch(how.edge);
		if (how === everybodys || how === records) {
			expect(headers.get("set-cookie")).toBeNull();
			expect(headers.get("vary") ?? "").not.toMatch(/cookie|authorization|\*/i);
			const secret = [student.email, "Zebulon", "Quagmire", ref, decision, teachers[0]?.email ?? ""];
			expect(secret.filter((each) => text.includes(each))).toEqual([]);
		}
	},
);

test("every route and page there is stands in the table", () => {
	const asked = Object.keys(table);
	expect(
		[...routes, ...pages.map((page) => `GET ${page}`)].filter((route) => !asked.includes(route)),
	).toEqual([]);
});

describe("what everybody gets", () => {
	test("the control: who has the link is told", async () => {
		expect((await ask("GET", `/b/${ref}`)).text).toContain(student.name);
	});

	test.each([
		...[`slots/${teacher}/lesson/${week}`, `slots/${teacher}/lesson/${week}/30`],
		...[`full-times/${teacher}/lesson/${week}`, `full-times/${teacher}/lesson/${week}/30`],
		...[`team-slots/${team}/lesson/${week}`, `team-slots/${team}/lesson/${week}/30`],
		...[
			`types/${teacher}/lesson`,
			`openings/${room.id}/status/0`,
			`openings/${room.id}/record`,
			"openapi.json",
		],
	])("/api/%s has one spelling, whatever a query or an escape would make of it", async (name) => {
		const path = `/api/${name}`;
		expect((await ask("GET", path)).status).toBe(200);
		const others = [
			`${path}?fresh=1`,
			`${path}?17${path}`,
			path.replace(/.$/, (last) => `%${last.charCodeAt(0).toString(16)}`),
		];
		for (const other of others) {
			const said = await ask("GET", other);
			expect([404, 422], other).toContain(said.status);
			// Where no route is at all, Next says so by a page of its own.
			if (said.error) expect(said.headers.get("cache-control"), other).toContain("no-store");
		}
	});

	test.each([`/t/${teacher}`, `/team/${team}`, "/", `/opening/${welcome.id}`])(
		"%s is the same page for who is signed in",
		async (path) => {
			const plain = await ask("GET", path);
			const signedIn = await ask("GET", path, { cookie });
			expect(signedIn.text).toBe(plain.text);
		},
	);

	test("a list has a strong ETag, and who has it hears 304 until something changes", async () => {
		const path = `/api/slots/${teacher}/lesson/${weekOf(startIn(10))}`;
		const first = await ask("GET", path);
		const etag = first.headers.get("etag") ?? "";
		expect(etag).toMatch(/^"[\w-]{22}"$/);
		for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
			const again = await ask("GET", path, { headers: { "if-none-match": known } });
			expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
			expect(again.headers.get("cache-control")).toBe(everybodys.cache);
		}
		expect((await ask("GET", path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
		await book(teacher, startIn(10, "11:00"));
		const after = await ask("GET", path, { headers: { "if-none-match": etag } });
		expect(after.status).toBe(200);
		const starts = after.json.slots.map((slot: { startsAt: string }) => slot.startsAt);
		expect([starts.includes(startIn(10, "11:00")), starts.includes(startIn(10, "11:30"))]).toEqual([
			false,
			true,
		]);
	});

	test("a list says to look again soon while times come and go, and not before", async () => {
		const quiet = (await newSchool()).teachers[0]?.handle ?? "";
		const path = `/api/slots/${quiet}/lesson/${week}`;
		expect((await ask("GET", path)).json.live).toBe(false);
		const { hold } = (await post("/api/holds", { teacher: quiet, type: "lesson", startsAt: startIn(3) }))
			.json;
		await expect.poll(async () => (await ask("GET", path)).json.live).toBe(true);
		await post("/api/releases", { hold });
		expect((await ask("GET", path)).text).toContain(startIn(3));
	});

	test("what took how long is in the Server-Timing of every answer that waited", async () => {
		const held = await post("/api/holds", { teacher, type: "lesson", startsAt: startIn(6) });
		expect(held.headers.get("server-timing")).toMatch(/^queue;dur=[\d.]+, db;dur=[\d.]+$/);
		// Of one whose times nobody has just changed, so that there may be a copy to ask for.
		const quiet = (await newSchool()).teachers[0]?.handle ?? "";
		const list = await ask("GET", `/api/slots/${quiet}/lesson/${week}`);
		expect(list.headers.get("server-timing")).toMatch(/cache;dur=[\d.]+.*db;dur=/);
	});
});

test("ready says what is there, and alive asks nobody", async () => {
	expect((await ask("GET", "/api/ready")).json).toEqual({
		ready: true,
		database: true,
		migrations: true,
		redis: true,
	});
	const alive = await ask("GET", "/api/health");
	expect([alive.json, alive.headers.get("server-timing")]).toEqual([{ alive: true }, null]);
});
