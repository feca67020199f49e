import {
	asked,
	asOffice,
	asOperator,
	asTeacher,
	booked,
	mailWishes,
	ownLink,
	ownPage,
	waited,
} from "./deeds.ts";
import { opening, ownType, place, team } from "./deeds-of-office.ts";

/** What Lighthouse judges, in the order it is printed. */
export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Category = (typeof categories)[number];

/** The least that each has to reach, of 100. */
export const aims: Record<Category, number> = {
	performance: 95,
	accessibility: 100,
	"best-practices": 100,
	seo: 100,
};

export type Page = {
	name: string;
	/** Which of the app's pages it is, as its folder says: `/t/[handle]`. */
	route: string;
	/** Its address, where that is not the route. */
	path?: () => string | Promise<string>;
	/** Who looks at it: the cookies that they have. */
	as?: () => Promise<string>;
	/** Kept out of search engines on purpose, which is the opposite of what SEO asks for. */
	unlisted?: boolean;
};

const teacher = "clara-demo";
const inGerman = async () => "firstbell_language=de";

export const pages: Page[] = [
	{ name: "directory", route: "/" },
	{ name: "directory-de", route: "/", as: inGerman },
	{ name: "teacher", route: "/t/[handle]", path: () => `/t/${teacher}` },
	{ name: "teacher-de", route: "/t/[handle]", path: () => `/t/${teacher}`, as: inGerman },
	{ name: "team", route: "/team/[handle]", path: async () => `/team/${(await team()).handle}` },
	{ name: "opening", route: "/opening/[id]", path: async () => `/opening/${await opening()}` },
	{ name: "api", route: "/docs/api" },
	...unlisted({
		search: ["/find", () => "/find?q=chemistry"],
		form: ["/t/[handle]/book", () => `/t/${teacher}/book`],
		booking: ["/b/[ref]", async () => `/b/${await booked()}`],
		move: ["/b/[ref]/move", async () => `/b/${await booked()}/move`],
		cancel: ["/b/[ref]/cancel", async () => `/b/${await booked()}/cancel`],
		wait: ["/wait/[ref]", waited],
		decide: ["/decide/[ref]", asked],
		mails: ["/mails/[ref]", mailWishes],
		place: ["/opening/[id]/[ref]", place],
		"link-asked": ["/opening/[id]/asked", async () => `/opening/${await opening()}/asked`],
		embed: ["/embed/t/[handle]", () => `/embed/t/${teacher}`],
		"embed-booked": ["/embed/b/[ref]", async () => `/embed/b/${await booked()}?booked=1`],
		"mine-ask": ["/mine"],
		"mine-link": ["/mine/[link]", ownLink],
		"sign-in": ["/desk"],
	}),
	...unlisted({ mine: ["/mine"], erase: ["/mine/erase"] }, ownPage),
	...unlisted(
		{
			desk: ["/desk"],
			calendar: ["/desk/calendar"],
			month: ["/desk/calendar", () => "/desk/calendar?view=month"],
			print: ["/desk/print"],
			preview: ["/desk/preview"],
			hours: ["/desk/hours"],
			days: ["/desk/hours/days"],
			away: ["/desk/hours/away"],
			holidays: ["/desk/hours/holidays"],
			zone: ["/desk/hours/zone"],
			types: ["/desk/types"],
			"new-type": ["/desk/types/new"],
			type: ["/desk/types/[id]", async () => `/desk/types/${await ownType()}`],
			feeds: ["/desk/feeds"],
			figures: ["/desk/figures"],
			trail: ["/desk/trail"],
			programs: ["/desk/api"],
			data: ["/desk/data"],
		},
		asTeacher,
	),
	...unlisted(
		{
			openings: ["/desk/openings"],
			"new-opening": ["/desk/openings/new"],
			live: ["/desk/openings/[id]", async () => `/desk/openings/${await opening()}`],
			"edit-opening": ["/desk/openings/[id]/edit", async () => `/desk/openings/${await opening()}/edit`],
			families: ["/desk/openings/[id]/families", async () => `/desk/openings/${await opening()}/families`],
			school: ["/desk/school"],
			teams: ["/desk/teams"],
			"new-team": ["/desk/teams/new"],
			"edit-team": ["/desk/teams/[id]", async () => `/desk/teams/${(await team()).id}`],
		},
		asOffice,
	),
	...unlisted({ ops: ["/ops"] }, asOperator),
];

/** Pages that are not measured, and why. */
export const notMeasured: Record<string, string> = {
	"/nothing-here": "It says 404, and of that Lighthouse judges nothing.",
};

function unlisted(of: Record<string, [route: string, path?: Page["path"]]>, as?: Page["as"]): Page[] {
	return Object.entries(of).map(([name, [route, path]]) => ({
		...{ name, route, unlisted: true },
		...(path && { path }),
		...(as && { as }),
	}));
}
