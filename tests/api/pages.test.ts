import { describe, expect, test } from "vitest";
import { ask, post } from "./support/ask.ts";
import { addFeed } from "./support/feeds.ts";
import { linkFor, ownerOf } from "./support/mine.ts";
import { tokenBody } from "./support/programs.ts";
import {
	type Actor,
	actors,
	as,
	cookies,
	type Expected,
	everyone,
	only,
	school,
} from "./support/rights/actors.ts";
import {
	asked,
	booked,
	inHand,
	linkOf,
	nextStart,
	opening,
	openingName,
	openingTeacher,
	placeBy,
	room,
	secret,
	teacher,
	welcome,
} from "./support/rights/belongings.ts";
import { wishOf } from "./support/rights/of-mails.ts";
import { pages } from "./support/routes.ts";
import { newTeam } from "./support/rules.ts";
import { rows, startIn } from "./support/school.ts";
import { newWait } from "./support/waits.ts";

const team = await newTeam(school.handle);

const typeName = "What nobody else offers";
const [type] = await rows<{ id: string }>(
	`update app.appointment_types type set name = $2 from app.teachers teacher
	where teacher.id = type.teacher_id and teacher.handle = $1 returning type.id`,
	[teacher, typeName],
);

const calendar = `Calendar of ${secret}`;
await addFeed(cookies.teacher ?? "", undefined, calendar);

const tokenName = `Token of ${secret}`;
const token = tokenBody({ name: tokenName });
await ask("POST", "/api/tokens", { cookie: cookies.teacher, body: token });

// What each actor sees where: of what belongs to one booker, one teacher and one school.
const table: Record<
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
	// Its teams are another office's as little as its openings; their pages are everybody's.
	"/desk/teams": {
		path: async () => "/desk/teams",
		expected: everyone(200),
		sees: ["staff"],
		what: team.handle,
	},
	"/desk/teams/new": {
		path: async () => "/desk/teams/new",
		expected: everyone(200),
		sees: ["staff"],
		what: openingTeacher.name,
	},
	"/desk/teams/[id]": {
		path: async () => `/desk/teams/${team.id}`,
		expected: everyone(200),
		sees: ["staff"],
		what: team.handle,
	},
	"/team/[handle]": { path: async () => `/team/${team.handle}`, expected: everyone(200), sees: [] },
	"/": { path: async () => "/", expected: everyone(200), sees: [] },
	// What every address shows that is no page's.
	"/nothing-here": { path: async () => "/no-such-page", expected: everyone(404), sees: [] },
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
	"/b/[ref]/move": {
		path: async (actor) => `/b/${inHand(actor, await booked())}/move`,
		expected: only(200, 404, "booker"),
		sees: [],
	},
	"/b/[ref]": {
		path: async (actor) => `/b/${inHand(actor, await booked())}`,
		expected: only(200, 404, "booker"),
		sees: ["booker"],
	},
	// By the link of the teacher's mail, and by no booker's own.
	"/decide/[ref]": {
		path: async (actor) => {
			const { decision, ref } = await asked();
			return `/decide/${actor === "teacher" ? decision : actor === "booker" ? ref : inHand(actor, decision)}`;
		},
		expected: only(200, 404, "teacher"),
		sees: ["teacher"],
	},
	"/mails/[ref]": {
		path: async (actor) => `/mails/${wishOf(actor).ref}`,
		expected: only(200, 404, "booker"),
		sees: ["booker"],
		what: "No more reminders",
	},
	"/embed/t/[handle]": { path: async () => `/embed/t/${teacher}`, expected: everyone(200), sees: [] },
	"/embed/b/[ref]": {
		path: async (actor) => `/embed/b/${inHand(actor, await booked())}`,
		expected: only(200, 404, "booker"),
		sees: ["booker"],
		what: "See, move or cancel it",
	},
	"/wait/[ref]": {
		path: async (actor) => `/wait/${inHand(actor, (await newWait(teacher, nextStart(), secret)).ref)}`,
		expected: only(200, 404, "booker"),
		sees: [],
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
	"/desk/print": {
		path: async () => `/desk/print?day=${startIn(3).slice(0, 10)}`,
		expected: everyone(200),
		sees: ["teacher"],
		what: `>${secret}<`,
	},
	"/desk/figures": {
		// Each their own: these two were booked.
		path: async () => "/desk/figures",
		expected: everyone(200),
		sees: ["teacher", "stranger"],
		what: "Booked of what you offer</h2>",
	},
	"/desk/trail": {
		path: async () => {
			await post("/api/cancellations", { booking: await booked() });
			return "/desk/trail";
		},
		expected: everyone(200),
		sees: ["teacher", "staff"],
		what: secret,
	},
	"/desk/school": {
		path: async () => "/desk/school",
		expected: everyone(200),
		sees: ["staff"],
		what: `>${secret}<`,
	},
	// Whose page it is depends on the device, which is none of theirs here; a link is shown to whoever has it, and opens nothing.
	...Object.fromEntries(
		["", "/erase"].map((part) => [
			`/mine${part}`,
			{ path: async () => `/mine${part}`, expected: everyone(200), sees: [] },
		]),
	),
	"/mine/[link]": {
		path: async (actor) =>
			`/mine/${actor === "booker" ? linkFor((await ownerOf(teacher, nextStart(), secret)).key) : "A".repeat(54)}`,
		expected: only(200, 404, "booker"),
		sees: [],
	},
	"/desk/data": {
		path: async () => "/desk/data",
		expected: everyone(200),
		sees: ["staff", "other staff"],
		what: "Erase a booker",
	},
	"/desk/calendar": {
		path: async () => "/desk/calendar",
		expected: everyone(200),
		sees: [],
		what: `>${secret}<`,
	},
	"/desk/types": {
		path: async () => "/desk/types",
		expected: everyone(200),
		sees: ["teacher"],
		what: typeName,
	},
	"/desk/types/new": {
		path: async () => `/desk/types/new?like=${type?.id}`,
		expected: everyone(200),
		sees: ["teacher"],
		what: typeName,
	},
	"/desk/types/[id]": {
		path: async () => `/desk/types/${type?.id}`,
		expected: everyone(200),
		sees: ["teacher"],
		what: typeName,
	},
	"/desk/preview": {
		path: async () => "/desk/preview",
		expected: everyone(200),
		sees: ["teacher"],
		what: typeName,
	},
	"/desk/api": { path: async () => "/desk/api", expected: everyone(200), sees: ["teacher"], what: tokenName },
	// Who operates the installation signs in there, and is none of these.
	"/ops": { path: async () => "/ops", expected: everyone(200), sees: [] },
	"/docs/api": {
		path: async () => "/docs/api",
		expected: everyone(200),
		sees: [...actors],
		what: "holdSlot",
	},
	"/desk/feeds": {
		path: async () => "/desk/feeds",
		expected: everyone(200),
		sees: ["teacher"],
		what: `>${calendar}<`,
	},
	...Object.fromEntries(
		["", "/days", "/away", "/holidays", "/zone"].map((part) => [
			`/desk/hours${part}`,
			{ path: async () => `/desk/hours${part}`, expected: everyone(200), sees: [], what: `>${secret}<` },
		]),
	),
};

test("every page is in the table", () => {
	expect(Object.keys(table).sort()).toEqual([...pages].sort());
});

describe.each(Object.entries(table))("page %s", (_page, { path, expected, sees, what }) => {
	test.each(actors)("%s", async (actor) => {
		await booked();
		const said = await ask("GET", await path(actor), as(actor));
		expect(said.status, said.text.slice(0, 300)).toBe(expected[actor]);
		expect(said.text.includes(what ?? secret), "shows what is theirs").toBe(sees.includes(actor));
	});
});
