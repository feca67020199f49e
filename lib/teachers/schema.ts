import { z } from "zod";
import type { PlaceKind, Question } from "../rules/question-schema.ts";

/** A public name in a URL: lower-case letters, digits and single hyphens, at most 60 characters. */
export const Handle = z
	.string()
	.max(60)
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and hyphens.");

/** What a person types to find a teacher; an empty query lists everyone. */
export const FindTeachers = z.object({
	q: z
		.string()
		.trim()
		.max(80)
		.refine((text) => !text.includes("\0"), "Postgres cannot hold this.")
		.default(""),
});

/** As many as one list has; whoever comes after them has to be searched for. */
export const mostTeachers = 1_000;

/** One line of the directory. */
export type TeacherCard = {
	handle: string;
	name: string;
	subjects: string[];
	school: string;
	timeZone: string;
};

/** What can be booked with a teacher. Lengths are minutes. */
export type AppointmentType = {
	handle: string;
	name: string;
	description: string;
	durationMinutes: number;
	/** What may be chosen instead. */
	otherDurations: number[];
	/** How many dates can be booked as one series; 1 is none. */
	seriesCap: number;
	/** Whoever books it asks for it, and the teacher has so many hours to say yes or no. */
	needsApproval: boolean;
	decideHours: number;
	questions: Question[];
	placeKind: PlaceKind;
	/** Where one meets; whose number or room it is, is told to who has booked. */
	address: string;
	seats: number;
	noticeMinutes: number;
	horizonDays: number;
	/** The last day of its dates, where it has any instead of a horizon. */
	lastDay: string | null;
	cutoffMinutes: number;
	/** Nothing is bookable before it; null is open already. */
	opensAt: string | null;
	/** Whether one may wait for what is full. */
	waitlist: boolean;
	/** What it waits for; with `byTicket`, who books shows a pass. */
	opening: { id: string; name: string; byTicket: boolean } | null;
};

/** `GET /api/types/<teacher>/<type>`: one type, listed or not. */
export const GetType = z.object({ teacher: Handle, type: Handle });
export type GetType = z.infer<typeof GetType>;

/** A teacher's public page. */
export type Teacher = TeacherCard & { about: string; types: AppointmentType[]; hasHours: boolean };
