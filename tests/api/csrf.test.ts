import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { addresseeOf, signWish } from "../../lib/mail/wish-ref.ts";
import { appUrl, given, newKey, post, type Said, send } from "./support/ask.ts";
import { begunBooking } from "./support/desk.ts";
import { addFeed, feedBody } from "./support/feeds.ts";
import { deviceOf, linkFor, ownerOf } from "./support/mine.ts";
import { invite, makeStaff, newOpening, openingBody } from "./support/office.ts";
import { invite as inviteTo, newOpening as newRoom } from "./support/opening.ts";
import { addHook, hookBody, tokenBody } from "./support/programs.ts";
import { request } from "./support/requests.ts";
import { newIdler } from "./support/rights/idler.ts";
import { isUnwanted, oneClick } from "./support/rights/of-mails.ts";
import { routes } from "./support/routes.ts";
import { newTeam, teamBody, typeBody } from "./support/rules.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";
import { newOffer, newWait } from "./support/waits.ts";

const school = await newSchool();
const [teacher] = school.teachers as [(typeof school.teachers)[number]];
// Who offers nothing, and can go at any time.
const leaver = await newIdler(school.handle);
// Who teaches and is staff, too, has one session for both.
const session = await signIn(await makeStaff(school, teacher.email));
// And whose device has opened a booker's own page.
const own = await ownerOf(teacher.handle, startIn(7, "10:00"), "Origin Oleg");
const cookie = `${session}; ${deviceOf(own.key)}`;
const wish = { teacher: teacher.handle, type: "lesson", startsAt: startIn(3, "08:00") };
const booking = await book(teacher.handle, startIn(3, "09:00"), booker("Origin Oscar"));
const { hold } = (await post("/api/holds", { ...wish, startsAt: startIn(3, "10:00") })).json;
const room = await newRoom({ waitingRoom: false });
const welcome = await newRoom({ audience: "anyone" });
const link = await inviteTo(room);
const placeIn = async () =>
	(await post("/api/tickets", { invitation: await inviteTo(room) })).json.ticket as string;
const ticket = await placeIn();

const wishEmail = `wish@${school.handle}.example`;
const wishRef = signWish(wishEmail);
const opening = await newOpening(cookie, { teacher: teacher.handle, type: "group" });
const family = `family@${school.handle}.example`;
const invitation = await invite(cookie, opening, family);

const ofTeam = { team: (await newTeam(school.handle)).handle, type: "lesson" };

const waited = await newWait(teacher.handle, startIn(12, "08:00"));
const offered = await newOffer(teacher.handle, startIn(12, "10:00"));
const leaving = await newWait(teacher.handle, startIn(12, "12:00"));

/** What changes something, with a body that would succeed if it came from our own page. */
const changing: Record<string, object> = {
	"POST /api/holds": wish,
	"POST /api/bookings": { hold, ...booker("Origin Olga") },
	"POST /api/extensions": { hold },
	"POST /api/releases": { hold },
	"POST /api/cancellations": { booking },
	"POST /api/moves": {
		booking: await book(teacher.handle, startIn(3, "14:00"), booker("Origin Oriana")),
		startsAt: startIn(3, "14:30"),
	},
	"POST /api/decisions": { booking: (await request(teacher.handle, startIn(4, "14:00"))).id, yes: true },
	// Openings, as families meet them.
	"POST /api/invitation-requests": { opening: welcome.id, email: `asks@${school.handle}.example` },
	"POST /api/tickets": { invitation: link },
	"POST /api/passes": { ticket },
	"POST /api/departures": { ticket },
	// The office's, while there are hours to book in.
	"PUT /api/openings/[id]": openingBody({ version: 1, teacher: teacher.handle, type: "group" }),
	"POST /api/invitation-previews": { opening, text: "email\na@b.example" },
	"POST /api/invitations": {
		opening,
		families: [{ email: `new@${school.handle}.example`, name: null, group: 0 }],
	},
	"POST /api/invitation-mails": { opening, invitation },
	"POST /api/revocations": { opening, invitation },
	"POST /api/steerings": { opening, act: "pause" },
	"POST /api/assisted-bookings": {
		opening,
		...wish,
		type: "group",
		startsAt: startIn(4, "08:00"),
		...booker("Origin Oma"),
	},
	"POST /api/team-holds": { ...ofTeam, startsAt: startIn(5, "10:00") },
	"POST /api/team-bookings": { ...ofTeam, startsAt: startIn(5, "11:00"), ...booker("Origin Owen") },
	"POST /api/series-bookings": {
		...{ teacher: teacher.handle, type: "lesson", starts: [startIn(6, "08:00")] },
		...booker("Origin Otis"),
	},
	"POST /api/series-cancellations": { booking: await oneDate() },
	"POST /api/waits": {
		...{ teacher: teacher.handle, type: "lesson", startsAt: waited.startsAt },
		...booker("Origin Wanda"),
	},
	"POST /api/wait-removals": { wait: waited.id },
	"POST /api/sign-in-codes": { email: `somebody@${school.handle}.example` },
	"POST /api/sign-ins": { email: teacher.email, code: "123456" },
	// Takes no body: the session's cookie is all it needs.
	"POST /api/sign-outs": {},
	"PUT /api/schedules": { schedule: randomUUID(), version: 0, name: "Evenings", spans: [], ownDays: [] },
	"POST /api/schedule-removals": { schedule: randomUUID() },
	"PUT /api/absences": {
		...{ absence: randomUUID(), version: 0 },
		...{ startsAt: startIn(9, "08:00"), endsAt: startIn(9, "09:00") },
	},
	"POST /api/absence-removals": { absence: randomUUID() },
	"PUT /api/holidays": { version: 1, region: "DE-BY", worked: [] },
	// The version that the holidays leave.
	"POST /api/zone-changes": { version: 2, timeZone: "Europe/Lisbon", bookings: "stay" },
	"POST /api/kept-bookings": { bookings: [randomUUID()] },
	"POST /api/attendances": { booking: await begunBooking(teacher.handle), came: true },
	"POST /api/teacher-moves": {
		booking: readRef(await book(teacher.handle, startIn(21, "08:00"), booker("Origin Otto"))).bookingId,
		from: startIn(21, "08:00"),
		startsAt: startIn(21, "09:00"),
	},
	"POST /api/teacher-cancellations": {
		from: startIn(20, "08:00"),
		until: startIn(20, "09:00"),
		reason: "Ill",
	},
	"PUT /api/feeds": feedBody(),
	"POST /api/feed-readings": { feed: await addFeed(cookie) },
	"POST /api/feed-removals": { feed: await addFeed(cookie) },
	"POST /api/tokens": tokenBody(),
	"POST /api/token-removals": { token: randomUUID() },
	"PUT /api/hooks": hookBody(),
	"POST /api/hook-secrets": { hook: (await addHook(cookie)).id, secret: randomUUID() },
	"POST /api/hook-replays": { hook: (await addHook(cookie)).id },
	"POST /api/hook-removals": { hook: randomUUID() },
	"PUT /api/types": await typeBody(teacher.handle),
	"POST /api/retirements": { type: await unwantedType(teacher.handle) },
	"POST /api/restorations": { type: await unwantedType(teacher.handle) },
	"PUT /api/type-order": { types: [] },
	"PUT /api/teams": teamBody({ teachers: [teacher.handle] }),
	"POST /api/team-removals": { team: (await newTeam(school.handle)).id },
	"POST /api/calendar-feeds": { of: "desk" },
	"POST /api/calendar-feed-removals": { of: "desk" },
	"POST /api/teacher-closings": { teachers: [leaver] },
	"POST /api/teacher-erasures": { handle: leaver },
	"POST /api/school-erasures": { handle: school.handle },
	"POST /api/erasures": {
		email: (await ownerOf(teacher.handle, startIn(7, "11:00"), "Origin Ogden")).email,
	},
};
/** The same for what takes a plain form, and nothing else. */
const forms: Record<string, Record<string, string>> = {
	"POST /api/form-bookings": {
		...{ ...wish, startsAt: startIn(3, "12:00") },
		...{ ...booker("Origin Otto"), key: newKey() },
	},
	"POST /api/form-cancellations": {
		booking: await book(teacher.handle, startIn(3, "13:00"), booker("Origin Ophelia")),
	},
	"POST /api/form-moves": {
		booking: await book(teacher.handle, startIn(3, "15:00"), booker("Origin Orson")),
		...{ startsAt: startIn(3, "15:30"), key: newKey() },
	},
	"POST /api/form-decisions": {
		decision: (await request(teacher.handle, startIn(4, "15:00"))).decision,
		answer: "no",
	},
	"POST /api/form-mail-wishes": { ref: wishRef, reminders: "off" },
	"POST /api/form-languages": { language: "fr", back: `/t/${teacher.handle}` },
	"POST /api/form-waits": {
		...{ teacher: teacher.handle, type: "lesson", when: `slot ${waited.startsAt}`, key: newKey() },
		...booker("Origin Wendy"),
	},
	"POST /api/form-acceptances": { wait: offered.ref, name: "Origin Will", key: newKey() },
	"POST /api/form-wait-departures": { wait: leaving.ref, what: "leave" },
	"POST /api/form-tickets": { opening: room.id, invitation: link },
	"POST /api/form-passes": { opening: room.id, invitation: link, ticket },
	"POST /api/form-departures": { opening: room.id, invitation: link, ticket: await placeIn() },
	"POST /api/form-invitation-requests": { opening: welcome.id, email: `form@${school.handle}.example` },
	"POST /api/form-mine-links": { email: own.email },
	"POST /api/form-mine-visits": { link: linkFor(own.key) },
	"POST /api/form-mine-departures": { from: "here" },
	"POST /api/form-mine-erasures": { sure: "yes" },
};
/** What shows nothing of it here at once: a mail that follows, and a cookie. */
const unseen = /mine-(links|visits|departures)|tickets|languages/;
/** Where each leads back to: one of our own pages, and nowhere else. */
const back = (route: string) => {
	if (route.includes("decisions")) return /^\/decide\/[\w-]{44}$/;
	if (route.includes("languages")) return new RegExp(`^/t/${teacher.handle}$`);
	if (route.includes("mine")) return /^\/mine(\?said=(asked|left|erased))?$/;
	if (route.includes("requests")) return new RegExp(`^/opening/${welcome.id}/asked$`);
	if (route.includes("wishes")) return new RegExp(`^/mails/${wishRef}\\?saved=1$`);
	if (route.includes("form-waits")) return new RegExp(`^/t/${teacher.handle}/book\\?type=lesson&.*place=\\d`);
	if (route.includes("wait-departures")) return new RegExp(`^/wait/${leaving.ref}$`);
	return /ticket|pass|departure/.test(route)
		? new RegExp(`^/opening/${room.id}/${link}\\?place=`)
		: /^\/b\/[\w-]{44}(\?(booked|moved)=1)?$/;
};
const formType = "application/x-www-form-urlencoded";
const encoded = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
// These show a secret that no browser has, and the last does nothing.
const unreachable = ["POST /api/revalidations", "POST /api/mail-bounces", "POST /api/empty"];
// Mail providers post it from nowhere: the signed reference in its address is the right to it, and all that it can do.
const fromAnywhere = "POST /api/unsubscriptions/[ref]";

const { protocol, port } = new URL(appUrl);
const foreign: Record<string, Record<string, string>> = {
	"no Origin": {},
	"Origin null": { origin: "null" },
	"an empty Origin": { origin: "" },
	"a foreign Origin": { origin: "https://evil.example" },
	"an Origin that begins with ours": { origin: `${appUrl}.evil.example` },
	"an Origin with our name as user": { origin: `${appUrl}@evil.example` },
	"another port": { origin: `${protocol}//localhost:${Number(port) + 1}` },
	"no port": { origin: `${protocol}//localhost` },
	"another scheme": { origin: appUrl.replace("http:", "https:") },
	"a subdomain of ours": { origin: appUrl.replace("localhost", "evil.localhost") },
	"our Origin with a slash": { origin: `${appUrl}/` },
	"our Origin in capitals": { origin: appUrl.toUpperCase() },
	"two Origins": { origin: `${appUrl} https://evil.example` },
	"only a Referer of ours": { referer: `${appUrl}/desk` },
	"our host as forwarded": { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
};

const wrongBodies: Record<string, [type: string | undefined, (json: string) => BodyInit]> = {
	"text/plain": ["text/plain", (json) => json],
	"a form": ["application/x-www-form-urlencoded", (json) => `${encodeURIComponent(json)}=`],
	multipart: [
		undefined,
		(json) => {
			const form = new FormData();
			form.set("body", json);
			return form;
		},
	],
	"text/json": ["text/json", (json) => json],
	"a type that only begins with JSON's": ["application/json-patch+json", (json) => json],
	"a blob without a type": [undefined, (json) => new Blob([json])],
};

function attempt(route: string, headers: Record<string, string>, body?: BodyInit): Promise<Said> {
	const [method = "", path = ""] = route.split(" ");
	return send(method, path.replace("[id]", opening), {
		headers: { cookie, "idempotency-key": newKey(), ...headers },
		body,
	});
}

test("every route that changes something is here", () => {
	const states = routes.filter((route) => !route.startsWith("GET "));
	const all = [...Object.keys(changing), ...Object.keys(forms), ...unreachable, fromAnywhere];
	expect(all.sort()).toEqual(states.sort());
});

describe.each(Object.entries(changing))("%s", (route, body) => {
	const unchanged = watched();

	test.each(Object.entries(foreign))("refuses %s", async (_what, headers) => {
		const said = await attempt(
			route,
			{ "content-type": "application/json", ...headers },
			JSON.stringify(body),
		);
		expect([said.status, said.error?.code]).toEqual([403, "ORIGN"]);
		expect(said.headers.getSetCookie()).toEqual([]);
	});

	test.each(route === "POST /api/sign-outs" ? [] : Object.entries(wrongBodies))(
		"refuses %s, from our own page, too",
		async (_what, [type, written]) => {
			const headers = { origin: appUrl, ...(type && { "content-type": type }) };
			const said = await attempt(route, headers, written(JSON.stringify(body)));
			expect([said.status, said.error?.code]).toEqual([415, "MEDIA"]);
		},
	);

	test("and none of them changed anything", unchanged);
});

describe.each(Object.entries(forms))("%s", (route, fields) => {
	const unchanged = watched();

	test.each(Object.entries(foreign))("refuses %s", async (_what, headers) => {
		const said = await attempt(route, { "content-type": formType, ...headers }, encoded(fields));
		expect([said.status, said.error?.code]).toEqual([403, "ORIGN"]);
		expect(said.headers.getSetCookie()).toEqual([]);
	});

	test.each(
		Object.entries({
			...wrongBodies,
			JSON: ["application/json", (json: string) => json],
			"a form of another type": ["application/x-www-form-urlencoded-2", () => encoded(fields)],
		} as typeof wrongBodies).filter(([what]) => what !== "a form"),
	)("refuses %s, from our own page, too", async (_what, [type, written]) => {
		const headers = { origin: appUrl, ...(type && { "content-type": type }) };
		const said = await attempt(route, headers, written(JSON.stringify(fields)));
		expect([said.status, said.error?.code]).toEqual([415, "MEDIA"]);
	});

	test("and none of them changed anything", unchanged);

	test("goes through from our own page: it was the Origin that was refused", async () => {
		const before = await everything();
		const headers = { origin: appUrl, "content-type": `${formType}; charset=utf-8` };
		const said = await attempt(route, headers, encoded(fields));
		expect([said.status, said.headers.get("location")]).toEqual([303, expect.stringMatching(back(route))]);
		// A place that was taken already is given again.
		if (!unseen.test(route)) expect(await everything()).not.toEqual(before);
	});

	test("leads back to no other site", async () => {
		for (const spoilt of ["//evil.example", "../../evil", ""]) {
			const fields_ = Object.fromEntries(Object.entries(fields).map(([name]) => [name, spoilt]));
			const headers = { origin: appUrl, "content-type": formType };
			const said = await attempt(route, headers, encoded(fields_));
			// Where one asks for one's own bookings, its page is always the same.
			const location = route.includes("mine-links") ? "/mine?no=INVAL" : null;
			expect(location ? [303] : [404, 422]).toContain(said.status);
			expect(said.headers.get("location")).toBe(location);
		}
	});
});

describe(fromAnywhere, () => {
	const address = (name: string) => `${name.replace(/\W+/g, "-")}@${school.handle}.example`;

	test.each(Object.entries({ ...foreign, "our own page": { origin: appUrl } }))(
		"switches off the reminders of its own address from %s, and nothing else",
		async (what, headers) => {
			const before = await everything();
			const said = await oneClick(signWish(address(what)), { cookie, ...headers });
			expect([said.status, said.headers.getSetCookie()]).toEqual([200, []]);
			expect(await isUnwanted(address(what))).toBe(true);
			expect({ ...(await everything()), wishes: [] }).toEqual({ ...before, wishes: [] });
			expect(await isUnwanted(address(`${what} of another`))).toBe(false);
		},
	);

	test("takes the same as multipart, which RFC 8058 prefers", async () => {
		const email = address("multipart");
		const fields = new FormData();
		fields.set("List-Unsubscribe", "One-Click");
		const said = await send("POST", `/api/unsubscriptions/${signWish(email)}`, { body: fields });
		expect([said.status, await isUnwanted(email)]).toEqual([200, true]);
	});

	test("refuses another's signature, another form, and anything more in it", async () => {
		const [email, form] = [address("refused"), "application/x-www-form-urlencoded"];
		const mixed = signWish(email).slice(0, 21) + signWish(address("else")).slice(21);
		expect((await oneClick(mixed)).error?.code).toBe("NTFND");
		const attempts: [string, string, number][] = [
			...["", "List-Unsubscribe=Two-Clicks", "list-unsubscribe=One-Click", "reminders=off"].map(
				(body): [string, string, number] => [form, body, 422],
			),
			[form, "List-Unsubscribe=One-Click&email=somebody@else.example", 422],
			["application/json", '{"List-Unsubscribe":"One-Click"}', 415],
			["text/plain", "List-Unsubscribe=One-Click", 415],
			["multipart/form-data; boundary=x", "List-Unsubscribe=One-Click", 400],
			[form, "x".repeat(70_000), 413],
		];
		for (const [type, body, status] of attempts) {
			const said = await send("POST", `/api/unsubscriptions/${signWish(email)}`, {
				headers: { "content-type": type },
				body,
			});
			expect(said.status, body.slice(0, 80)).toBe(status);
		}
		expect(await isUnwanted(email)).toBe(false);
	});
});

test("the same requests from our own page go through: it was the Origin that was refused", async () => {
	// Nor is the school deleted, while all of this is to come: see who-leaves.test.ts.
	const order = Object.keys(changing).filter((route) => !/releases|sign-ins|school-erasures/.test(route));
	for (const route of order) {
		const headers = { origin: appUrl, "content-type": "application/json; charset=utf-8" };
		const said = await attempt(route, headers, JSON.stringify(changing[route]));
		expect(said.status, route).toBeLessThan(300);
		if (route === "POST /api/bookings") changing["POST /api/extensions"] = { hold: await another() };
	}
});

test("who shows the operator's secret needs no Origin, and JSON all the same", async () => {
	const authorization = `Bearer ${given("CRON_SECRET")}`;
	const json = JSON.stringify({ handles: [] });
	const said = await attempt(
		"POST /api/revalidations",
		{ authorization, "content-type": "text/plain" },
		json,
	);
	expect([said.status, said.error?.code]).toEqual([415, "MEDIA"]);
	const right = { authorization, "content-type": "application/json" };
	expect((await attempt("POST /api/revalidations", right, json)).status).toBe(204);
});

async function another(): Promise<string> {
	return (await post("/api/holds", { ...wish, startsAt: startIn(3, "11:00") })).json.hold;
}

async function unwantedType(handle: string): Promise<string> {
	const [row] = await rows<{ id: string }>(
		`insert into app.appointment_types (teacher_id, schedule_id, handle, name, duration_minutes, step_minutes)
		select teacher.id, schedule.id, 'unwanted-' || substr(gen_random_uuid()::text, 1, 8), 'Unwanted', 30, 30 from app.teachers teacher
		join app.schedules schedule on schedule.teacher_id = teacher.id where teacher.handle = $1 returning id`,
		[handle],
	);
	return row?.id ?? "";
}

/** A series of one date. */
async function oneDate(): Promise<string> {
	const starts = [startIn(6, "10:00")];
	const series = { teacher: teacher.handle, type: "lesson", starts, ...booker("Origin Oona") };
	return (await post("/api/series-bookings", series)).json.bookings[0].ref;
}

/** Remembers how all stands before the first test of a route. Gives the test that it still stands so. */
function watched(): () => Promise<void> {
	let before: unknown;
	beforeAll(async () => {
		before = await everything();
	});
	return async () => expect(await everything()).toEqual(before);
}

/** All that these requests could have changed. */
async function everything() {
	const [bookings, teachers, openings] = await Promise.all([
		rows(
			`select booking.*, appointment.seats_taken, request.key,
				(select count(*) from app.mails mail where mail.booking_id = booking.id) as mails
			from app.bookings booking
			join app.appointments appointment on appointment.id = booking.appointment_id
			join app.teachers teacher on teacher.id = appointment.teacher_id
			left join app.requests request on request.booking_id = booking.id
			where teacher.handle = $1 order by booking.id, request.key`,
			[teacher.handle],
		),
		rows(
			`select schedule.version as hours, code_asked_at, user_id
			from app.teachers teacher join app.schedules schedule on schedule.teacher_id = teacher.id where handle = $1`,
			[teacher.handle],
		),
		rows(
			`select opening.*, invitation.id as invitation, invitation.link_version, invitation.revoked_at,
				(select count(*) from app.mails mail where mail.invitation_id = invitation.id) as mails,
				(select count(*) from app.tickets ticket where ticket.opening_id = opening.id) as tickets,
				(select count(*) from app.opening_events event where event.opening_id = opening.id) as events
			from app.openings opening
			left join app.invitations invitation on invitation.opening_id = opening.id
			where opening.id = $1 order by invitation.id`,
			[opening],
		),
	]);
	const places = await rows(
		`select invitation.id, ticket.joined_at, ticket.admitted_at, ticket.pass_until, ticket.left_at,
			(select count(*) from app.mails mail where mail.invitation_id = invitation.id) as mails
		from app.invitations invitation left join app.tickets ticket on ticket.invitation_id = invitation.id
		where invitation.opening_id = any($1) order by invitation.id`,
		[[room.id, welcome.id]],
	);
	const rules = await rows(
		`select teacher.version, teacher.holiday_region, teacher.time_zone, (
				select jsonb_agg(type order by type.id) from app.appointment_types type where type.teacher_id = teacher.id
			) as types,
			(select jsonb_agg(schedule order by schedule.id) from app.schedules schedule where schedule.teacher_id = teacher.id) as schedules,
			(select count(*) from app.busy_times busy where busy.teacher_id = teacher.id) as absences,
			(
				select jsonb_agg(wait order by wait.id) from app.waits wait
				join app.appointment_types type on type.id = wait.appointment_type_id where type.teacher_id = teacher.id
			) as waits,
			(select jsonb_agg(feed.name order by feed.id) from app.busy_feeds feed where feed.teacher_id = teacher.id) as feeds,
			(select jsonb_agg(token order by token.id) from app.tokens token where token.user_id = teacher.user_id) as tokens,
			(select jsonb_agg(array[hook.id, hook.secret_id] order by hook.id) from app.hooks hook where hook.teacher_id = teacher.id) as hooks,
			(select jsonb_agg(team order by team.id) from app.teams team where team.school_id = teacher.school_id) as teams
		from app.teachers teacher where teacher.handle = $1`,
		[teacher.handle],
	);
	const wishes = await rows("select * from app.mail_wishes where addressee = $1", [addresseeOf(wishEmail)]);
	return { bookings, teachers, openings, places, rules, wishes };
}
