import { post } from "../ask.ts";
import { newOpening } from "../office.ts";
import { invite as inviteTo, newOpening as newRoom } from "../opening.ts";
import { request } from "../requests.ts";
import { book, booker, rows, startIn } from "../school.ts";
import { type Actor, cookies, elsewhere, school } from "./actors.ts";

export const [teacher, colleague] = school.teachers.map(({ handle }) => handle) as [string, string];
export const secret = `Quillon Vex ${school.handle}`;
const ownRef = await book(elsewhere.teachers[0]?.handle ?? "", startIn(2), booker("Other Booker"));
// What belongs to the booker in an opening: a personal link, and the place it is good for.
export const room = await newRoom({ waitingRoom: false });
export const welcome = await newRoom({ audience: "anyone" });
export const link = await inviteTo(room);
const otherLink = await inviteTo(room);
export const placeOf = async (invitation: string): Promise<string> =>
	(await post("/api/tickets", { invitation })).json.ticket;
export const place = await placeOf(link);
const otherPlace = await placeOf(otherLink);

// Of one teacher alone, so that what the others offer goes on as if there were none.
export const openingTeacher = school.teachers[3] as (typeof school.teachers)[number];
export const openingName = `Opening ${secret}`;
export const openingMore = { name: openingName, teacher: openingTeacher.handle };
export const opening = await newOpening(cookies.staff ?? "", openingMore);

/** The reference as an actor can come by it: their own link, somebody's id with a signature they do have, or a guess. */
export function inHand(actor: Actor, ref: string): string {
	if (actor === "booker") return ref;
	return actor === "other booker" ? ref.slice(0, 22) + ownRef.slice(22) : "A".repeat(44);
}

/** A link or a place as an actor can come by it, cut where its signature begins. */
function ofOpening(actor: Actor, own: string, other: string): string {
	if (actor === "booker") return own;
	const id = own.length - 22;
	return actor === "other booker" ? own.slice(0, id) + other.slice(id) : "A".repeat(own.length);
}
export const linkOf = (actor: Actor) => ofOpening(actor, link, otherLink);
export const placeBy = (actor: Actor) => ofOpening(actor, place, otherPlace);

let slots = 0;
/** A free start that nobody else in this file was given. */
export function nextStart(): string {
	const n = slots++;
	const minutes = (n % 40) * 30;
	const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${minutes % 60 ? "30" : "00"}`;
	return startIn(3 + Math.floor(n / 40), time);
}

export const hold = async () =>
	(await post("/api/holds", { teacher, type: "lesson", startsAt: nextStart() })).json.hold;
export const booked = () => {
	const startsAt = nextStart();
	// An address of its own for each: one of them may be named in so many bookings and no more.
	return book(teacher, startsAt, { ...booker(secret), email: booker(startsAt).email });
};
export const asked = () => {
	const startsAt = nextStart();
	return request(teacher, startsAt, { ...booker(secret), email: booker(startsAt).email });
};
export const wish = () => ({ teacher, type: "lesson", startsAt: nextStart() });

export async function hoursVersion(handle: string): Promise<number> {
	const [row] = await rows<{ v: number }>(
		`select schedule.version as v from app.schedules schedule
		join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1`,
		[handle],
	);
	return row?.v ?? 0;
}
