/**
 * What may be true of seats, in memory: a teacher of one student at a time, one of groups, and one who decides who comes;
 * lessons of two quarters of an hour, and a line of who waits with each.
 */
export const teachers = {
	solo: { seats: 1, asks: false },
	group: { seats: 2, asks: false },
	asking: { seats: 1, asks: true },
} as const;
export type Teacher = keyof typeof teachers;
export const students = 4;
export const starts = 4;
const quarters = 2;

export type Seat = {
	teacher: Teacher;
	/** In quarters of an hour from the first start there is. */
	start: number;
	state: "held" | "expired" | "pending" | "confirmed" | "declined" | "cancelled";
	student: number | undefined;
	/** When its time ran out, of a hold that stands while nobody wants it, or of a request that nobody has decided. */
	lateAt: number | undefined;
	extensionsLeft: number;
	madeAt: number;
	confirmedAt: number | undefined;
	endedAt: number | undefined;
	/** It was asked for, and decided or not. */
	wasAsked: boolean;
	hasLapsed: boolean;
	moved: { from: number; at: number } | undefined;
	/** The place in `waits` of who was offered it. */
	wait: number | undefined;
};
export type Wait = {
	teacher: Teacher;
	/** The first start that would do, and the last. */
	from: number;
	until: number;
	/** For just that start; else for a time of some starts. */
	isSlot: boolean;
	student: number;
	since: number;
	state: "waiting" | "offered" | "taken" | "declined" | "lapsed" | "left";
	/** The start that was offered and not taken. */
	gaveUp: { start: number; at: number } | undefined;
};
export type Model = {
	/** Each deed is done at another instant. */
	now: number;
	seats: Seat[];
	/** Those that people have a link to, by their place in `seats`, in the order in which they got it. */
	made: number[];
	/** In the order in which they came. */
	waits: Wait[];
};

export const newModel = (): Model => ({ now: 0, seats: [], made: [], waits: [] });

export const isActive = ({ state }: Seat) => state === "held" || isBooked(state);
const isBooked = (state: Seat["state"]) => state === "pending" || state === "confirmed";

export const overlap = (one: number, other: number) => Math.abs(one - other) < quarters;

/** Whether a student has another booking at that time, with whomever. */
export function isElsewhere(model: Model, student: number | undefined, start: number, but?: Seat): boolean {
	return model.seats.some(
		(seat) => seat !== but && isBooked(seat.state) && seat.student === student && overlap(seat.start, start),
	);
}

/** Puts one more seat into it. */
export function add(model: Model, seat: Pick<Seat, "teacher" | "start"> & Partial<Seat>): Seat {
	const one: Seat = {
		...{ state: "held", student: undefined, lateAt: undefined, extensionsLeft: 10, madeAt: model.now },
		...{ confirmedAt: undefined, endedAt: undefined, wasAsked: false, hasLapsed: false },
		...{ moved: undefined, wait: undefined },
		...seat,
	};
	model.seats.push(one);
	return one;
}

/** The same, and somebody has the link to it. */
export function make(model: Model, seat: Parameters<typeof add>[1]): Seat {
	model.made.push(model.seats.length);
	return add(model, seat);
}

/** A seat becomes a student's, or is asked for, where the teacher decides. */
export function take(model: Model, seat: Seat, student: number): void {
	const { asks } = teachers[seat.teacher];
	seat.student = student;
	seat.lateAt = undefined;
	seat.wasAsked = asks;
	seat.state = asks ? "pending" : "confirmed";
	if (!asks) seat.confirmedAt = model.now;
}
