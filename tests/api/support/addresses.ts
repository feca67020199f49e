import { signWish } from "../../../lib/mail/wish-ref.ts";
import { deviceOf, linkFor, ownerOf, shareAs } from "./mine.ts";
import { makeStaff, newOpening } from "./office.ts";
import { invite as inviteTo, newOpening as newRoom } from "./opening.ts";
import { request } from "./requests.ts";
import { newTeam } from "./rules.ts";
import { book, newSchool, rows, startIn } from "./school.ts";
import { signIn } from "./session.ts";
import { newWait } from "./waits.ts";

const school = await newSchool();
export const handle = school.teachers[0]?.handle ?? "";
// Who teaches and is staff, too, sees every page of the desk.
const desk = await signIn(await makeStaff(school, school.teachers[0]?.email ?? ""));
const ref = await book(handle, startIn(3));
const { decision } = await request(handle, startIn(4));
const wait = await newWait(handle, startIn(6));
const room = await newRoom();
const opening = await newOpening(desk, { teacher: handle, type: "group" });
const own = await ownerOf(handle, startIn(5));
const device = deviceOf(own.key);
export const calendarPath = await shareAs("mine", device);
const team = await newTeam(school.handle);
const [type] = await rows<{ id: string }>(
	`select type.id from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
	where teacher.handle = $1 limit 1`,
	[handle],
);

/** Of each page one address that shows it, and who has to ask. A page that is missing here fails the tests of headers. */
export const addresses: Record<string, { path: string; cookie?: string }> = {
	"/": { path: "/" },
	"/find": { path: `/find?q=${handle}` },
	"/t/[handle]": { path: `/t/${handle}` },
	"/t/[handle]/book": { path: `/t/${handle}/book` },
	"/team/[handle]": { path: `/team/${team.handle}` },
	"/b/[ref]": { path: `/b/${ref}` },
	"/b/[ref]/cancel": { path: `/b/${ref}/cancel` },
	"/b/[ref]/move": { path: `/b/${ref}/move` },
	"/decide/[ref]": { path: `/decide/${decision}` },
	"/mails/[ref]": { path: `/mails/${signWish(`framed@${handle}.example`)}` },
	"/wait/[ref]": { path: `/wait/${wait.ref}` },
	"/mine": { path: "/mine", cookie: device },
	"/mine/erase": { path: "/mine/erase", cookie: device },
	"/mine/[link]": { path: `/mine/${linkFor(own.key)}` },
	"/opening/[id]": { path: `/opening/${room.id}` },
	"/opening/[id]/asked": { path: `/opening/${room.id}/asked` },
	"/opening/[id]/[ref]": { path: `/opening/${room.id}/${await inviteTo(room)}` },
	"/docs/api": { path: "/docs/api" },
	"/embed/t/[handle]": { path: `/embed/t/${handle}` },
	"/embed/b/[ref]": { path: `/embed/b/${ref}` },
	"/nothing-here": { path: "/no-such-page" },
	...Object.fromEntries(
		[
			"",
			"/api",
			"/calendar",
			"/data",
			"/feeds",
			"/figures",
			"/hours",
			"/hours/away",
			"/hours/days",
			"/hours/holidays",
			"/hours/zone",
			"/openings",
			"/openings/new",
			"/preview",
			"/print",
			"/school",
			"/teams",
			"/teams/new",
			"/trail",
			"/types",
			"/types/new",
		].map((room) => [`/desk${room}`, { path: `/desk${room}`, cookie: desk }]),
	),
	"/ops": { path: "/ops", cookie: await operatorsCookie() },
	"/desk/openings/[id]": { path: `/desk/openings/${opening}`, cookie: desk },
	"/desk/openings/[id]/edit": { path: `/desk/openings/${opening}/edit`, cookie: desk },
	"/desk/openings/[id]/families": { path: `/desk/openings/${opening}/families`, cookie: desk },
	"/desk/teams/[id]": { path: `/desk/teams/${team.id}`, cookie: desk },
	"/desk/types/[id]": { path: `/desk/types/${type?.id}`, cookie: desk },
};

async function operatorsCookie(): Promise<string> {
	const email = `ops@${school.handle}.example`;
	await rows("insert into app.operators (email) values ($1)", [email]);
	return signIn(email);
}
