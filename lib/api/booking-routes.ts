import { z } from "zod";
import {
	BookSeries,
	BookSlot,
	CancelBooking,
	ConfirmHold,
	HoldSlot,
	ListSeries,
	MoveBooking,
	OneHold,
} from "../bookings/schema.ts";
import { MarkAttendance } from "../desk/attendance-schema.ts";
import { CancelAsTeacher } from "../desk/cancel-schema.ts";
import { DecideBooking } from "../desk/decide-schema.ts";
import { ExportBookings, ReadBookings } from "../desk/list-schema.ts";
import { MoveAsTeacher } from "../desk/move-schema.ts";
import { ListSlots } from "../slots/schema.ts";
import { GetType } from "../teachers/schema.ts";
import {
	AppointmentType,
	Attended,
	Booked,
	BookedSeries,
	Bookings,
	Cancelled,
	CancelledIds,
	CancelledSeries,
	Decided,
	Hold,
	LiveSlotList,
	MovedIds,
	SeriesDates,
} from "./answers.ts";
import { type ApiRoute, route } from "./route.ts";

const write = "bookings:write";
const notFree = ["TAKEN", "GONE0", "CLOSD", "LATE0"] as const;
const Book = z.union([ConfirmHold, BookSlot]);

/** What can be booked, booking it, and what is booked. */
export const bookingRoutes: ApiRoute[] = [
	route(
		"GET /api/types/{teacher}/{type}",
		"getType",
		null,
		"One of a teacher’s types: how long it takes, what it asks.",
		{ params: GetType, answer: { AppointmentType }, refusals: ["NTFND"] },
	),
	route(
		"GET /api/slots/{teacher}/{type}/{week}",
		"listSlots",
		null,
		"The free times of a week, from Monday 00:00 UTC to the next.",
		{ params: ListSlots.omit({ minutes: true }), answer: { LiveSlotList }, refusals: ["NTFND"] },
	),
	route(
		"GET /api/slots/{teacher}/{type}/{week}/{minutes}",
		"listSlotsOfDuration",
		null,
		"The same for another of the type’s durations.",
		{ params: ListSlots.required(), answer: { LiveSlotList }, refusals: ["NTFND"] },
	),
	route(
		"POST /api/holds",
		"holdSlot",
		write,
		"Claims a free time for some minutes, while a form is filled in.",
		{
			body: { HoldSlot },
			keyed: true,
			answer: { Hold },
			status: 201,
			refusals: ["REUSE", "NTFND", "QUEUE", "LIMIT", ...notFree],
		},
	),
	route("POST /api/extensions", "extendHold", write, "Keeps a hold for longer.", {
		body: { OneHold },
		answer: { Hold },
		refusals: ["REUSE", "NTFND", "LAPSD", "CLOSD", "QUEUE", "LIMIT"],
	}),
	route("POST /api/releases", "releaseHold", write, "Gives a hold up. Twice is once.", {
		body: { OneHold },
		status: 204,
		refusals: ["NTFND"],
	}),
	route(
		"POST /api/bookings",
		"book",
		write,
		"Turns a hold into a booking, or takes a free time in one step. The booker is told by mail.",
		{
			body: { Book },
			keyed: true,
			answer: { Booked },
			status: 201,
			refusals: ["REUSE", "NTFND", "LAPSD", "QUEUE", "CLASH", "LIMIT", ...notFree],
		},
	),
	route(
		"GET /api/series",
		"listSeries",
		null,
		"Which dates a series would have, and which of them are free.",
		{ query: ListSeries, answer: { SeriesDates }, refusals: ["NTFND", "SLOWD"] },
	),
	route(
		"POST /api/series-bookings",
		"bookSeries",
		write,
		"Books several dates as one: all of them or none.",
		{
			body: { BookSeries },
			keyed: true,
			answer: { BookedSeries },
			status: 201,
			refusals: ["REUSE", "NTFND", "QUEUE", "CLASH", "LIMIT", ...notFree],
		},
	),
	route(
		"POST /api/moves",
		"moveBooking",
		write,
		"Gives a booking another time by its own link: all of it or nothing.",
		{
			body: { MoveBooking },
			keyed: true,
			answer: { Booked },
			refusals: ["REUSE", "NTFND", "STALE", "QUEUE", "CLASH", ...notFree],
		},
	),
	route(
		"POST /api/cancellations",
		"cancelBooking",
		write,
		"Cancels a booking by its own link, as its booker may. Twice is once.",
		{ body: { CancelBooking }, answer: { Cancelled }, refusals: ["NTFND", "LATE0"] },
	),
	route(
		"POST /api/series-cancellations",
		"cancelSeries",
		write,
		"Cancels all dates of a series that can be, by the link of any of them.",
		{ body: { CancelBooking }, answer: { CancelledSeries }, refusals: ["NTFND", "LATE0"] },
	),
	route(
		"GET /api/bookings",
		"listBookings",
		"bookings:read",
		"Your bookings, or with a team those of your school: from today on, 50 a page.",
		{ query: ReadBookings, answer: { Bookings }, refusals: ["NTFND"] },
	),
	route("GET /api/booking-lists", "exportBookings", "bookings:read", "The same, all of them, as a file.", {
		query: ExportBookings,
		media: "text/csv",
		refusals: ["NTFND"],
	}),
	route(
		"POST /api/teacher-cancellations",
		"cancelAsTeacher",
		write,
		"Cancels bookings with you, or all that touch a time: all or none. Each booker is told. What is named with when it begins is not cancelled where that is another time by then. With `away` the teacher is noted as away then, too, which also takes `rules:write`.",
		{
			body: { CancelAsTeacher },
			keyed: true,
			answer: { CancelledIds },
			refusals: ["REUSE", "NTFND", "STALE", "CLOSD", "LIMIT"],
		},
	),
	route(
		"POST /api/teacher-moves",
		"moveAsTeacher",
		write,
		"Gives a booking with you another time, offered or not, with all others of its class. Each booker is told. Where it is there already, nothing changes.",
		{
			body: { MoveAsTeacher },
			answer: { MovedIds },
			refusals: ["NTFND", "STALE", "CLOSD", "TAKEN", "CLASH"],
		},
	),
	route(
		"POST /api/decisions",
		"decideBooking",
		write,
		"Says yes or no to what was asked for. The booker is told; the same answer twice is once.",
		{ body: { DecideBooking }, answer: { Decided }, refusals: ["NTFND", "STALE", "LAPSD"] },
	),
	route(
		"POST /api/attendances",
		"markAttendance",
		write,
		"Notes whether who had booked came, from when it begins.",
		{ body: { MarkAttendance }, answer: { Attended }, refusals: ["NTFND", "CLOSD", "CLASH"] },
	),
];
