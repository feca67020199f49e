import { weekOf } from "../../../../lib/time.ts";
import { ask, post } from "../ask.ts";
import { newTeam, teamBody } from "../rules.ts";
import { booker, startIn } from "../school.ts";
import { as, everyone, only, type Row, school, staffOnly } from "./actors.ts";
import { inHand, nextStart, teacher } from "./belongings.ts";

const team = await newTeam(school.handle);
const wish = () => ({ team: team.handle, type: "lesson", startsAt: nextStart() });
let people = 0;
const somebody = () => booker(`Team Booker ${people++}`);

/** Teams and series: anybody books, and the school's office alone says who is in a team. */
export const ofTeams: Record<string, Row[]> = {
	"GET /api/teams/[team]": [
		{ expected: everyone(200), attempt: (actor) => ask("GET", `/api/teams/${team.handle}`, as(actor)) },
	],
	"GET /api/team-slots/[team]/[type]/[week]": [
		{
			expected: everyone(200),
			attempt: (actor) =>
				ask("GET", `/api/team-slots/${team.handle}/lesson/${weekOf(startIn(3))}`, as(actor)),
		},
	],
	"GET /api/team-slots/[team]/[type]/[week]/[minutes]": [
		{
			expected: everyone(200),
			attempt: (actor) =>
				ask("GET", `/api/team-slots/${team.handle}/lesson/${weekOf(startIn(3))}/30`, as(actor)),
		},
	],
	"POST /api/team-holds": [
		{
			expected: everyone(201),
			attempt: (actor) => post("/api/team-holds", wish(), undefined, as(actor)),
		},
	],
	"POST /api/team-bookings": [
		{
			expected: everyone(201),
			attempt: (actor) => post("/api/team-bookings", { ...wish(), ...somebody() }, undefined, as(actor)),
		},
	],
	"GET /api/series": [
		{
			expected: everyone(200),
			attempt: (actor) =>
				ask("GET", `/api/series?teacher=${teacher}&type=lesson&startsAt=${startIn(3)}&dates=4`, as(actor)),
		},
	],
	"POST /api/series-bookings": [
		{
			expected: everyone(201),
			attempt: (actor) =>
				post(
					"/api/series-bookings",
					{ teacher, type: "lesson", starts: [nextStart()], ...somebody() },
					undefined,
					as(actor),
				),
		},
	],
	"POST /api/series-cancellations": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) => {
				const wish = { teacher, type: "lesson", starts: [nextStart()], ...somebody() };
				const { json } = await post("/api/series-bookings", wish);
				const booking = inHand(actor, json.bookings[0].ref);
				return post("/api/series-cancellations", { booking }, undefined, as(actor));
			},
		},
	],
	"GET /api/types/[teacher]/[type]": [
		{ expected: everyone(200), attempt: (actor) => ask("GET", `/api/types/${teacher}/lesson`, as(actor)) },
	],
	"GET /api/slots/[teacher]/[type]/[week]/[minutes]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", `/api/slots/${teacher}/lesson/${weekOf(startIn(3))}/30`, as(actor)),
		},
	],
	"GET /api/teams": [
		{
			expected: { ...staffOnly(200), "other staff": 200 },
			attempt: (actor) => ask("GET", "/api/teams", as(actor)),
		},
	],
	"PUT /api/teams": [
		{
			expected: staffOnly(200),
			attempt: (actor) => ask("PUT", "/api/teams", { ...as(actor), body: teamBody({ teachers: [teacher] }) }),
		},
	],
	"POST /api/team-removals": [
		{
			// Another school's is as good as none, and it stands.
			expected: { ...staffOnly(204), "other staff": 204 },
			attempt: async (actor) => {
				const unwanted = await newTeam(school.handle);
				const said = await ask("POST", "/api/team-removals", {
					...as(actor),
					body: { team: unwanted.id },
				});
				const after = await ask("GET", `/api/teams/${unwanted.handle}`);
				if ((after.status === 404) !== (actor === "staff")) throw new Error(`${actor}: ${after.status}`);
				return said;
			},
		},
	],
};
