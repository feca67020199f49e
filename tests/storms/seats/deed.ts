import fc from "fast-check";
import type pg from "pg";
import { slotStart } from "../../support/seed.ts";
import { type Booked, outcomeOf } from "../../support/verbs.ts";
import { type Model, type Seat, starts, students, type Teacher, teachers, type Wait } from "./model.ts";

/** What somebody has a link to, and where it is now. */
export type Made = Booked & { teacher: Teacher };

/** The database as people reach it, and what they were given there, in the order in which it was made. */
export type World = {
	on: pg.Client | pg.Pool;
	admin: pg.Client | pg.Pool;
	made: Made[];
	/** The ids of who waits. */
	waits: string[];
	/** The Auth users of the teachers. */
	users: Record<Teacher, string>;
};

/**
 * One thing that can be done to a seat, a file each: what it is done with, what is asked of the database, and what that
 * should come to by the model. Both give `ok` or the code of a refusal; after a refusal nothing has happened, whatever the
 * model says.
 */
export type Deed<Wish> = {
	wish: fc.Arbitrary<Wish>;
	does: (world: World, wish: Wish) => Promise<string>;
	should: (model: Model, wish: Wish) => string;
};

export const aTeacher = fc.constantFrom(...(Object.keys(teachers) as Teacher[]));
export const aStart = fc.nat(starts - 1);
export const aStudent = fc.nat(students - 1);
/** One of those that were made, whichever. */
export const any = fc.nat(50);

export const at = (start: number) => slotStart(start, 15);
export const emailOf = (student: number | undefined) => `student-${student}@booker.example`;

/** Does something to one of those that were made; `none` where nothing was yet. */
export async function toOne(
	{ made }: World,
	n: number,
	act: (booked: Made) => Promise<unknown>,
): Promise<string> {
	const one = made[n % made.length];
	return one ? outcomeOf(act(one)) : "none";
}

export function ofOne({ seats, made }: Model, n: number, should: (seat: Seat) => string): string {
	const one = seats[made[n % made.length] ?? -1];
	return one ? should(one) : "none";
}

/** The same for who waits. */
export async function toWaiter(
	{ waits }: World,
	n: number,
	act: (id: string) => Promise<unknown>,
): Promise<string> {
	const one = waits[n % waits.length];
	return one ? outcomeOf(act(one)) : "none";
}

export function ofWaiter({ waits }: Model, n: number, should: (wait: Wait, n: number) => string): string {
	const one = waits[n % waits.length];
	return one ? should(one, n % waits.length) : "none";
}

/** Makes one more with a teacher. */
export async function making({ made }: World, teacher: Teacher, act: Promise<Booked>): Promise<string> {
	return outcomeOf(act.then((booked) => made.push({ ...booked, teacher })));
}
