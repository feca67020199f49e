import { z } from "zod";
import { Answers, Duration, Instant, who } from "../bookings/field-schema.ts";
import { Minutes, Week } from "../slots/schema.ts";
import { type AppointmentType, Handle } from "../teachers/schema.ts";

export const ListTeamSlots = z.object({
	team: Handle,
	type: Handle,
	week: Week,
	minutes: Minutes.optional(),
});
export type ListTeamSlots = z.infer<typeof ListTeamSlots>;

const wish = { team: Handle, type: Handle, startsAt: Instant, durationMinutes: Duration.optional() };

/** `POST /api/team-holds`: a seat with any of them. */
export const HoldTeamSlot = z.strictObject(wish);
export type HoldTeamSlot = z.infer<typeof HoldTeamSlot>;

/** `POST /api/team-bookings`: the same in one step. */
export const BookTeamSlot = z.strictObject({
	...wish,
	...who,
	answers: Answers.optional(),
});
export type BookTeamSlot = z.infer<typeof BookTeamSlot>;

/** A start at which any of a team can be booked; `teachers` says with how many, `seatsLeft` is of all of them. */
export type TeamSlot = { startsAt: string; endsAt: string; seatsLeft: number; teachers: number };

/** What any of a team can be booked for, as the first of them has it, and how many of them offer it. */
export type TeamType = AppointmentType & { teachers: number };

/** One line of the directory; `teachers` is how many they are. */
export type TeamCard = { handle: string; name: string; school: string; teachers: number };

/** A team's public page. */
export type Team = {
	handle: string;
	name: string;
	school: string;
	/** Most of its teachers'. */
	timeZone: string;
	teachers: { handle: string; name: string }[];
	types: TeamType[];
};
