import { giveBack, settle } from "./line.ts";
import { isActive, type Model, overlap, type Seat, type Teacher, teachers } from "./model.ts";

const hasRunOut = ({ state, lateAt }: Seat) => state === "held" && lateAt !== undefined;

/** The seats of a teacher that are taken at a time. */
function inTheWay({ seats }: Model, teacher: Teacher, start: number, but?: Seat): Seat[] {
	return seats.filter(
		(seat) => seat !== but && seat.teacher === teacher && isActive(seat) && overlap(seat.start, start),
	);
}

function hasRoom(standing: Seat[], teacher: Teacher, start: number): boolean {
	const { seats } = teachers[teacher];
	if (standing.length === 0) return true;
	return seats > 1 && standing.every((seat) => seat.start === start) && standing.length < seats;
}

/** Frees holds that ran out, of seats of some time: to who waits, before anybody else. Says whether there was any. */
export function freeLapsed(model: Model, teacher: Teacher, start: number): boolean {
	const lapsed = inTheWay(model, teacher, start).filter(hasRunOut);
	for (const seat of lapsed) {
		seat.state = "expired";
		settle(model, seat, "lapsed");
	}
	for (const seat of lapsed) giveBack(model, seat);
	return lapsed.length > 0;
}

/** Makes room for one more at a start, if there is any. Where there is none, nothing has happened: the verb takes all of it back. */
export function makeRoom(model: Model, teacher: Teacher, start: number, but?: Seat): boolean {
	for (let tries = 1; tries <= 3; tries++) {
		if (hasRoom(inTheWay(model, teacher, start, but), teacher, start)) return true;
		if (!freeLapsed(model, teacher, start) && (teachers[teacher].seats === 1 || tries > 1)) return false;
	}
	return false;
}

/** Whether there is a seat where somebody has just moved out of one: unless they are in the way of it at their new time. */
export function isLeft(model: Model, { teacher, start }: Pick<Seat, "teacher" | "start">): boolean {
	return hasRoom(inTheWay(model, teacher, start), teacher, start);
}

/** Whether a start is listed as free: what nobody waits for any more and ran out is in nobody's way. */
export function isListed(model: Model, teacher: Teacher, start: number): boolean {
	const isOver = (seat: Seat) => hasRunOut(seat) && seat.wait === undefined;
	const standing = inTheWay(model, teacher, start);
	const gone = (at: number) => standing.every((seat) => seat.start !== at || isOver(seat));
	const there = standing.filter((seat) => !gone(seat.start));
	if (there.some((seat) => seat.start !== start)) return false;
	return hasRoom(
		there.filter((seat) => !isOver(seat)),
		teacher,
		start,
	);
}
