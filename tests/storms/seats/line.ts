import { add, isElsewhere, type Model, type Seat, type Teacher, type Wait } from "./model.ts";

const wants = ({ from, until }: Wait, start: number) => from <= start && start <= until;
const sameWho = (one: Wait, other: Seat | Wait) =>
	other.teacher === one.teacher && other.student === one.student;

/** Whether somebody has had that very start, or was offered it, and has it no more; unless they asked for it since. */
function hasGivenUp({ seats, waits }: Model, wait: Wait, start: number): boolean {
	const since = wait.isSlot ? wait.since : -1;
	return (
		waits.some((other) => sameWho(wait, other) && other.gaveUp?.start === start && other.gaveUp.at > since) ||
		seats.some(
			(seat) =>
				sameWho(wait, seat) &&
				(seat.state === "cancelled" || seat.state === "declined"
					? seat.start === start && (seat.endedAt ?? -1) > since
					: seat.moved?.from === start && seat.moved.at > since),
		)
	);
}

/** Whether somebody who waits has booked such a time by themselves. */
const hasFound = ({ seats }: Model, wait: Wait) =>
	seats.some(
		(seat) =>
			(seat.state === "pending" || seat.state === "confirmed") &&
			sameWho(wait, seat) &&
			wants(wait, seat.start) &&
			(seat.confirmedAt ?? seat.madeAt) >= wait.since,
	);

/** Whether somebody is to be offered a start: one that they want, can come to and have not given up, and one at a time. */
export function wouldTake(model: Model, wait: Wait, start: number): boolean {
	return (
		wait.state === "waiting" &&
		wants(wait, start) &&
		!isElsewhere(model, wait.student, start) &&
		!hasGivenUp(model, wait, start) &&
		!model.waits.some((other) => other.state === "offered" && sameWho(wait, other)) &&
		!hasFound(model, wait)
	);
}

/** Holds a seat for somebody who waits. */
export function offer(model: Model, wait: Wait, start: number): void {
	wait.state = "offered";
	add(model, { teacher: wait.teacher, start, extensionsLeft: 0, wait: model.waits.indexOf(wait) });
}

/** Has a seat that was left go to the first in line who would take it, if there is any. */
export function giveBack(model: Model, { teacher, start }: Pick<Seat, "teacher" | "start">): void {
	const next = model.waits.find((wait) => wait.teacher === teacher && wouldTake(model, wait, start));
	if (next) offer(model, next, start);
}

/** Whose seat is gone: what was offered and not taken was given up, unless the teacher took it back. */
export function settle(model: Model, seat: Seat, state: Wait["state"]): void {
	const wait = seat.wait === undefined ? undefined : model.waits[seat.wait];
	if (wait?.state !== "offered") return;
	wait.state = state;
	if (state !== "waiting" && state !== "taken") wait.gaveUp = { start: seat.start, at: model.now };
}

/** Nobody waits on for what they have found, or have given up. */
export function close(model: Model, teacher: Teacher): void {
	for (const wait of model.waits)
		if (wait.teacher === teacher && wait.state === "waiting")
			if (hasFound(model, wait) || (wait.isSlot && hasGivenUp(model, wait, wait.from))) wait.state = "left";
}

/** What is offered to somebody who waits, or was taken by them, if anything is. */
export const offerOf = ({ seats }: Model, n: number) =>
	seats.find(({ wait, state }) => wait === n && state !== "expired");
