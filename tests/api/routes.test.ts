import { describe, expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { ask, given, newKey, post, postForm, type Said } from "./support/ask.ts";
import { forgedFrom } from "./support/forged.ts";
import { invitationOf, invite, makeStaff, newOpening, openingWish, versionOf } from "./support/office.ts";
import { invite as inviteTo, newOpening as newRoom } from "./support/opening.ts";
import { pages, routes } from "./support/routes.ts";
import { admin, book, booker, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

// The whole of who may do what: each actor tries each route on what belongs to one booker and one teacher.
const actors = [
	"booker",
	"other booker",
	"anonymous",
	"teacher",
	"colleague",
	"stranger",
	"former teacher",
	"operator",
	"staff",
	"other staff",
] as const;
type Actor = (typeof actors)[number];
type Expected = Record<Actor, number>;

const everyone = (status: number) => Object.fromEntries(actors.map((actor) => [actor, status])) as Expected;
const only = (status: number, others: number, ...who: Actor[]): Expected => ({
	...everyone(others),
	...Object.fromEntries(who.map((actor) => [actor, status])),
});

const school = await newSchool(4);
const elsewhere = await newSchool(1);
const [teacher, colleague, former] = school.teachers.map(({ handle }) => handle) as [string, string, string];
const secret = `Quillon Vex ${school.handle}`;
const cookies: Partial<Record<Actor, string>> = {
	teacher: await signIn(school.teachers[0]?.email ?? ""),
	colleague: await signIn(school.teachers[1]?.email ?? ""),
	"former teacher": await signIn(school.teachers[2]?.email ?? ""),
	stranger: await signIn(elsewhere.teachers[0]?.email ?? ""),
	staff: await signIn(await makeStaff(school)),
	"other staff": await signIn(await makeStaff(elsewhere)),
};
await admin.query("update app.teachers set user_id = null where handle = $1", [former]);
const ownRef = await book(elsewhere.teachers[0]?.handle ?? "", startIn(2), booker("Other Booker"));
// What belongs to the booker in an opening: a personal link, and the place it is good for.
const room = await newRoom({ waitingRoom: false });
const welcome = await newRoom({ audience: "anyone" });
const link = await inviteTo(room);
const otherLink = await inviteTo(room);
const placeOf = async (invitation: string): Promise<string> =>
	(await post("/api/tickets", { invitation })).json.ticket;
const place = await placeOf(link);
const otherPlace = await placeOf(otherLink);
const forgeries = await forgedFrom(cookies.teacher ?? "");

// Of one teacher alone, so that what the others offer goes on as if there were none.
const openingTeacher = school.teachers[3] as (typeof school.teachers)[number];
const openingName = `Opening ${secret}`;
const openingMore = { name: openingName, teacher: openingTeacher.handle };
const opening = await newOpening(cookies.staff ?? "", openingMore);

/** What an actor brings along with every request. */
function as(actor: Actor) {
	const headers: Record<string, string> = {};
	if (actor === "operator") headers.authorization = `Bearer ${given("CRON_SECRET")}`;
	return { headers, cookie: cookies[actor] };
}

/** The reference as an actor can come by it: their own link, somebody's id with a signature they do have, or a guess. */
function inHand(actor: Actor, ref: string): string {
	if (actor === "booker") return ref;
	return actor === "other booker" ? ref.slice(0, 22) + ownRef.slice(22) : "A".repeat(44);
}

/** A link or a place as an actor can come by it, cut where its signature begins. */
function ofOpening(actor: Actor, own: string, other: string): string {
	if (actor === "booker") return own;
	const id = own.length - 22;
	return actor === "other booker" ? own.slice(0, id) + other.slice(id) : "A".repeat(own.length);
}
const linkOf = (actor: Actor) => ofOpening(actor, link, otherLink);
const placeBy = (actor: Actor) => ofOpening(actor, place, otherPlace);

let slots = 0;
/** A free start that nobody else in this file was given. */
function nextStart(): string {
	const n = slots++;
	const minutes = (n % 40) * 30;
	const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${minutes % 60 ? "30" : "00"}`;
	return startIn(3 + Math.floor(n / 40), time);
}

const hold = async () =>
	(await post("/api/holds", { teacher, type: "lesson", startsAt: nextStart() })).json.hold;
const booked = () => {
	const startsAt = nextStart();
	// An address of its own for each: one of them may be named in so many bookings and no more.
	return book(teacher, startsAt, { ...booker(secret), email: booker(startsAt).email });
};
const wish = () => ({ teacher, type: "lesson", startsAt: nextStart() });

async function hoursVersion(handle: string): Promise<number> {
	const [row] = await rows<{ v: number }>("select hours_version as v from app.teachers where handle = $1", [
		handle,
	]);
	return row?.v ?? 0;
}

type Row = { expected: Expected; attempt: (actor: Actor) => Promise<Said> };
const withHold = (path: string, more = {}) => ({
	attempt: async (actor: Actor) =>
		post(path, { hold: inHand(actor, await hold()), ...more }, undefined, as(actor)),
});

/** What is for a school's staff: who is not signed in, not of the staff, or of another school's is told apart. */
const staffOnly = (status: number): Expected => ({
	...everyone(401),
	teacher: 403,
	colleague: 403,
	stranger: 403,
	"former teacher": 403,
	staff: status,
	"other staff": 404,
});
let families = 0;
const newFamily = () => `family-${++families}@${school.handle}.example`;
const steered = (act: string) => (actor: Actor) =>
	ask("POST", "/api/steerings", { ...as(actor), body: { opening, act } });
const withInvitation = (path: string) => async (actor: Actor) =>
	ask("POST", path, {
		...as(actor),
		body: { opening, invitation: await invite(cookies.staff ?? "", opening, newFamily()) },
	});

const officeTable: Record<string, Row[]> = {
	"PUT /api/openings/[id]": [
		{
			expected: staffOnly(200),
			attempt: async (actor) => {
				const version = await versionOf(opening);
				const body = openingWish({ ...openingMore, version });
				const said = await ask("PUT", `/api/openings/${opening}`, { ...as(actor), body });
				expect(await versionOf(opening)).toBe(actor === "staff" ? version + 1 : version);
				return said;
			},
		},
		// Nor can another school's be taken over by its id as if it were new.
		{
			expected: staffOnly(409),
			attempt: (actor) => ask("PUT", `/api/openings/${opening}`, { ...as(actor), body: openingWish() }),
		},
	],
	"GET /api/openings/[id]/watch": [
		{
			expected: staffOnly(200),
			attempt: (actor) => ask("GET", `/api/openings/${opening}/watch`, as(actor)),
		},
	],
	"GET /api/openings/[id]/invitations": [
		{
			expected: staffOnly(200),
			attempt: (actor) => ask("GET", `/api/openings/${opening}/invitations?q=`, as(actor)),
		},
	],
	"POST /api/invitation-previews": [
		{
			expected: staffOnly(200),
			attempt: (actor) =>
				ask("POST", "/api/invitation-previews", {
					...as(actor),
					body: { opening, text: "email\na@b.example" },
				}),
		},
	],
	"POST /api/invitations": [
		{
			expected: staffOnly(200),
			attempt: async (actor) => {
				const email = newFamily();
				const body = { opening, families: [{ email, name: null, group: 0 }] };
				const said = await ask("POST", "/api/invitations", { ...as(actor), body });
				expect((await invitationOf(opening, email)) !== "").toBe(actor === "staff");
				return said;
			},
		},
	],
	"POST /api/invitation-mails": [
		{ expected: staffOnly(204), attempt: withInvitation("/api/invitation-mails") },
	],
	"POST /api/revocations": [{ expected: staffOnly(204), attempt: withInvitation("/api/revocations") }],
	"POST /api/steerings": [
		{ expected: staffOnly(200), attempt: steered("pause") },
		{ expected: staffOnly(200), attempt: steered("resume") },
	],
	"POST /api/assisted-bookings": [
		{
			expected: staffOnly(201),
			attempt: (actor) =>
				post(
					"/api/assisted-bookings",
					{
						...wish(),
						teacher: openingTeacher.handle,
						opening,
						...booker("Helped"),
						email: newFamily(),
					},
					undefined,
					as(actor),
				),
		},
	],
};

const table: Record<string, Row[]> = {
	...officeTable,
	"POST /api/holds": [
		{
			expected: everyone(201),
			attempt: (actor: Actor) => post("/api/holds", wish(), undefined, as(actor)),
		},
	],
	"POST /api/bookings": [
		{ expected: only(201, 404, "booker"), ...withHold("/api/bookings", booker(secret)) },
		{
			expected: everyone(201),
			attempt: (actor) =>
				post("/api/bookings", { ...wish(), ...booker(`${actor} Walks In`) }, undefined, as(actor)),
		},
	],
	"POST /api/extensions": [{ expected: only(200, 404, "booker"), ...withHold("/api/extensions") }],
	"POST /api/releases": [{ expected: only(204, 404, "booker"), ...withHold("/api/releases") }],
	"POST /api/cancellations": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) =>
				post("/api/cancellations", { booking: inHand(actor, await booked()) }, undefined, as(actor)),
		},
	],
	"POST /api/form-bookings": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { ...wish(), ...booker(`${actor} Walks In By Form`), key: newKey() };
				const said = await postForm("/api/form-bookings", fields, as(actor));
				expect(said.headers.get("location")).toMatch(/^\/b\/[\w-]{44}\?booked=1$/);
				return said;
			},
		},
	],
	// Everybody is led to the page of that link, where the others find nothing.
	"POST /api/form-cancellations": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const ref = await booked();
				const said = await postForm("/api/form-cancellations", { booking: inHand(actor, ref) }, as(actor));
				expect(said.headers.get("location")).toBe(`/b/${inHand(actor, ref)}`);
				const [row] = await rows<{ state: string }>("select state from app.bookings where id = $1", [
					readRef(ref).bookingId,
				]);
				expect(row?.state).toBe(actor === "booker" ? "cancelled" : "confirmed");
				return said;
			},
		},
	],
	"GET /api/calendars/[ref]": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) => ask("GET", `/api/calendars/${inHand(actor, await booked())}`, as(actor)),
		},
	],
	"GET /api/slots/[teacher]/[type]/[week]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/slots/${teacher}/lesson/${weekOf(startIn(3))}`, as(actor)),
		},
	],
	"GET /api/health": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/health", as(actor)) }],
	"GET /api/ready": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/ready", as(actor)) }],
	// Whose hours they are is not in the request: it is who asks, and nothing else.
	"PUT /api/hours": [
		{
			expected: {
				...only(200, 401, "teacher", "colleague", "stranger"),
				"former teacher": 403,
				staff: 403,
				"other staff": 403,
			},
			attempt: async (actor) => {
				const mine = { teacher, colleague, stranger: elsewhere.teachers[0]?.handle ?? "" };
				const version = await hoursVersion(mine[actor as keyof typeof mine] ?? teacher);
				const before = await hoursVersion(teacher);
				const spans = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
					weekday,
					startsMinute: 0,
					endsMinute: 1440,
				}));
				const said = await ask("PUT", "/api/hours", { ...as(actor), body: { version, spans } });
				expect(await hoursVersion(teacher)).toBe(actor === "teacher" ? before + 1 : before);
				return said;
			},
		},
	],
	"POST /api/sign-in-codes": [
		{
			expected: everyone(202),
			attempt: (actor) =>
				ask("POST", "/api/sign-in-codes", { ...as(actor), body: { email: unknownEmail(actor) } }),
		},
	],
	"POST /api/sign-ins": [
		{
			expected: everyone(401),
			attempt: (actor) =>
				ask("POST", "/api/sign-ins", { ...as(actor), body: { email: unknownEmail(actor), code: "123456" } }),
		},
	],
	"POST /api/sign-outs": [
		{
			expected: everyone(204),
			// Not with the real session, which the others still need.
			attempt: (actor) => ask("POST", "/api/sign-outs", { headers: as(actor).headers }),
		},
	],
	"GET /api/mail-deliveries": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/mail-deliveries", as(actor)),
		},
	],
	"POST /api/revalidations": [
		{
			expected: only(204, 403, "operator"),
			attempt: (actor) => ask("POST", "/api/revalidations", { ...as(actor), body: { handles: [] } }),
		},
	],
	// Openings, as families meet them.
	"POST /api/invitation-requests": [
		{
			expected: everyone(202),
			attempt: (actor) =>
				post(
					"/api/invitation-requests",
					{ opening: welcome.id, email: unknownEmail(actor) },
					undefined,
					as(actor),
				),
		},
		{
			expected: everyone(403),
			attempt: (actor) =>
				post(
					"/api/invitation-requests",
					{ opening: room.id, email: unknownEmail(actor) },
					undefined,
					as(actor),
				),
		},
	],
	"POST /api/tickets": [
		{
			expected: only(200, 404, "booker"),
			attempt: (actor) => post("/api/tickets", { invitation: linkOf(actor) }, undefined, as(actor)),
		},
	],
	"GET /api/tickets/[ref]": [
		{
			expected: only(200, 404, "booker"),
			attempt: (actor) => ask("GET", `/api/tickets/${placeBy(actor)}`, as(actor)),
		},
	],
	"POST /api/passes": [
		{
			expected: only(200, 404, "booker"),
			attempt: (actor) => post("/api/passes", { ticket: placeBy(actor) }, undefined, as(actor)),
		},
	],
	"POST /api/departures": [
		{
			expected: only(204, 404, "booker"),
			attempt: (actor) => post("/api/departures", { ticket: placeBy(actor) }, undefined, as(actor)),
		},
	],
	"GET /api/openings/[id]/status/[phase]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/openings/${room.id}/status/1`, as(actor)),
		},
	],
	"GET /api/openings/[id]/record": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/openings/${room.id}/record`, as(actor)),
		},
	],
	// A form is led back to its page, which says what became of it.
	"POST /api/form-tickets": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const said = await postForm(
					"/api/form-tickets",
					{ opening: room.id, invitation: linkOf(actor) },
					as(actor),
				);
				expect(said.headers.get("location")).toMatch(
					actor === "booker" ? /\?place=[\w-]{66}$/ : /\?no=NTFND$/,
				);
				expect(said.headers.getSetCookie().some((each) => each.startsWith("firstbell_place_"))).toBe(
					actor === "booker",
				);
				return said;
			},
		},
	],
	"POST /api/form-passes": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { opening: room.id, invitation: linkOf(actor), ticket: placeBy(actor) };
				const said = await postForm("/api/form-passes", fields, as(actor));
				expect(said.headers.get("location")).toMatch(
					actor === "booker" ? /\?place=[\w-]{66}$/ : /&no=NTFND$/,
				);
				expect(said.headers.getSetCookie().some((each) => each.startsWith("firstbell_pass_"))).toBe(
					actor === "booker",
				);
				return said;
			},
		},
	],
	"POST /api/form-departures": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				await placeOf(link);
				const fields = { opening: room.id, invitation: linkOf(actor), ticket: placeBy(actor) };
				const said = await postForm("/api/form-departures", fields, as(actor));
				expect(said.headers.get("location")).toMatch(
					actor === "booker" ? /\?place=[\w-]{66}$/ : /&no=NTFND$/,
				);
				expect((await ask("GET", `/api/tickets/${place}`)).json.left).toBe(actor === "booker");
				return said;
			},
		},
	],
	"POST /api/form-invitation-requests": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { opening: welcome.id, email: `form.${unknownEmail(actor)}` };
				const said = await postForm("/api/form-invitation-requests", fields, as(actor));
				expect(said.headers.get("location")).toBe(`/opening/${welcome.id}/asked`);
				return said;
			},
		},
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const fields = { opening: room.id, email: `form.${unknownEmail(actor)}` };
				const said = await postForm("/api/form-invitation-requests", fields, as(actor));
				expect(said.headers.get("location")).toBe(`/opening/${room.id}/asked?no=DNIED`);
				return said;
			},
		},
	],
	// It is there for `npm run bench` alone.
	"GET /api/empty": [{ expected: everyone(404), attempt: (actor) => ask("GET", "/api/empty", as(actor)) }],
	"POST /api/empty": [
		{ expected: everyone(404), attempt: (actor) => ask("POST", "/api/empty", { ...as(actor), body: {} }) },
	],
};

const pageTable: Record<
	string,
	{ path: (actor: Actor) => Promise<string>; expected: Expected; sees: Actor[]; what?: string }
> = {
	// Who looks after one school's openings sees those, and nobody else sees any.
	"/desk/openings": {
		path: async () => "/desk/openings",
		expected: everyone(200),
		sees: ["staff"],
		what: openingName,
	},
	"/desk/openings/new": {
		path: async () => "/desk/openings/new",
		expected: everyone(200),
		sees: ["staff"],
		what: openingTeacher.name,
	},
	"/desk/openings/[id]": {
		path: async () => `/desk/openings/${opening}`,
		expected: everyone(200),
		sees: ["staff"],
		what: openingName,
	},
	"/desk/openings/[id]/edit": {
		path: async () => `/desk/openings/${opening}/edit`,
		expected: everyone(200),
		sees: ["staff"],
		what: openingName,
	},
	"/desk/openings/[id]/families": {
		path: async () => `/desk/openings/${opening}/families`,
		expected: everyone(200),
		sees: ["staff"],
		what: openingName,
	},
	"/": { path: async () => "/", expected: everyone(200), sees: [] },
	"/find": { path: async () => `/find?q=${school.handle}`, expected: everyone(200), sees: [] },
	"/t/[handle]": { path: async () => `/t/${teacher}`, expected: everyone(200), sees: [] },
	"/t/[handle]/book": {
		path: async () => `/t/${teacher}/book?slot=lesson/${nextStart()}`,
		expected: everyone(200),
		sees: [],
	},
	"/b/[ref]/cancel": {
		path: async (actor) => `/b/${inHand(actor, await booked())}/cancel`,
		expected: only(200, 404, "booker"),
		sees: [],
	},
	"/b/[ref]": {
		path: async (actor) => `/b/${inHand(actor, await booked())}`,
		expected: only(200, 404, "booker"),
		sees: ["booker"],
	},
	"/opening/[id]": { path: async () => `/opening/${room.id}`, expected: everyone(200), sees: [] },
	"/opening/[id]/asked": {
		path: async () => `/opening/${welcome.id}/asked`,
		expected: everyone(200),
		sees: [],
	},
	"/opening/[id]/[ref]": {
		path: async (actor) => `/opening/${room.id}/${linkOf(actor)}?place=${placeBy(actor)}`,
		expected: only(200, 404, "booker"),
		sees: [],
	},
	// Who is not signed in is asked to; what is there depends on who looks, never on the address.
	"/desk": { path: async () => "/desk", expected: everyone(200), sees: ["teacher"], what: `>${secret}<` },
	"/desk/hours": {
		path: async () => "/desk/hours",
		expected: everyone(200),
		sees: [],
		what: `>${secret}<`,
	},
};

test("every route and every page is in the table", () => {
	expect(Object.keys(table).sort()).toEqual([...routes].sort());
	expect(Object.keys(pageTable).sort()).toEqual([...pages].sort());
});

describe.each(Object.entries(table))("%s", (_route, cases) => {
	test.each(actors)("%s", async (actor) => {
		for (const { expected, attempt } of cases) {
			const said = await attempt(actor);
			expect(said.status, said.text.slice(0, 300)).toBe(expected[actor]);
			if (said.status >= 400) expect(said.error?.code).toMatch(/^(NTFND|DNIED|SIGIN|WRONG|STALE)$/);
		}
	});
});

describe.each(Object.entries(pageTable))("page %s", (_page, { path, expected, sees, what }) => {
	test.each(actors)("%s", async (actor) => {
		await booked();
		const said = await ask("GET", await path(actor), as(actor));
		expect(said.status, said.text.slice(0, 300)).toBe(expected[actor]);
		expect(said.text.includes(what ?? secret), "shows what is theirs").toBe(sees.includes(actor));
	});
});

const deskPages = [
	"/desk",
	"/desk/hours",
	"/desk/openings",
	"/desk/openings/new",
	`/desk/openings/${opening}`,
	`/desk/openings/${opening}/edit`,
	`/desk/openings/${opening}/families`,
];

test("without a session the desk shows its door and nothing behind it", async () => {
	for (const path of deskPages) {
		const said = await ask("GET", path);
		expect(said.text.includes("Send me a code"), "asks for a sign-in").toBe(true);
		expect(said.text.includes(school.handle), "shows whose desk it is").toBe(false);
		expect(said.headers.get("cache-control") ?? "").not.toMatch(/public|s-maxage/);
	}
});

describe("proxy.ts is not what keeps people out", () => {
	const passed = [
		{},
		{ rsc: "1" },
		{ rsc: "1", "next-router-prefetch": "1" },
		{ rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
		{ purpose: "prefetch", "sec-purpose": "prefetch" },
		{ "x-nextjs-data": "1" },
		{ "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
		{ "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
		{ "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
		{ "x-middleware-next": "1" },
		{ "x-middleware-rewrite": "/desk" },
		{ "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "sb-127-auth-token=1" },
		{ "x-middleware-set-cookie": "sb-127-auth-token=1" },
		{ "x-matched-path": "/desk", "x-invoke-path": "/desk", "x-invoke-status": "200" },
		{ "x-now-route-matches": "1=desk", "x-forwarded-host": "firstbell.internal", "x-real-ip": "127.0.0.1" },
	] as Record<string, string>[];
	const visitors = { nobody: undefined, ...mapKeys(forgeries, (how) => `a session forged ${how}`) };

	test.each(Object.entries(visitors))("%s is refused whatever the headers say", async (_who, cookie) => {
		const version = await hoursVersion(teacher);
		const ref = inHand("other booker", await booked());
		for (const headers of passed) {
			const attempts = ["", ".rsc"].flatMap((suffix) => [
				follow("PUT", `/api/hours${suffix}`, { cookie, headers, body: { version, spans: [] } }),
				follow("GET", `/api/mail-deliveries${suffix}`, { cookie, headers }),
				follow("POST", `/api/revalidations${suffix}`, { cookie, headers, body: { handles: [] } }),
				follow("GET", `/api/calendars/${ref}${suffix}`, { cookie, headers }),
				follow("POST", `/api/cancellations${suffix}`, { cookie, headers, body: { booking: ref } }),
				follow("GET", `/api/openings/${opening}/watch${suffix}`, { cookie, headers }),
				follow("POST", `/api/steerings${suffix}`, { cookie, headers, body: { opening, act: "end" } }),
			]);
			for (const said of await Promise.all(attempts)) {
				expect([401, 403, 404, 405, 422], JSON.stringify(headers)).toContain(said.status);
			}
			for (const path of [
				...deskPages.flatMap((page) => [page, `${page}.rsc`]),
				`/b/${ref}`,
				`/b/${ref}.rsc`,
			]) {
				const said = await follow("GET", path, { cookie, headers });
				expect(said.status, path).toBeLessThan(500);
				expect(
					[secret, school.handle].filter((text) => said.text.includes(text)),
					path,
				).toEqual([]);
			}
		}
		expect(await hoursVersion(teacher)).toBe(version);
	});

	test("the same session, not forged, opens the desk: it is the signature that decides", async () => {
		expect((await ask("GET", "/desk", { cookie: cookies.teacher })).text).toContain(secret);
	});
});

/** Next leads a request with RSC headers to `?_rsc`, where the same handler sits. */
async function follow(method: string, path: string, more: Parameters<typeof ask>[2]): Promise<Said> {
	const said = await ask(method, path, more);
	return said.status === 307 ? ask(method, said.headers.get("location") ?? "", more) : said;
}

function unknownEmail(actor: Actor): string {
	return `${actor.replace(" ", ".")}@${school.handle}.invalid.example`;
}

function mapKeys<T>(from: Record<string, T>, name: (key: string) => string): Record<string, T> {
	return Object.fromEntries(Object.entries(from).map(([key, value]) => [name(key), value]));
}
