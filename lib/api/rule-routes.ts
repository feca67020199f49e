import { DropAbsence, DropSchedule, SaveAbsence, SaveSchedule } from "../rules/schema.ts";
import { OneType, OrderTypes, SaveType } from "../rules/type-schema.ts";
import { LeftOutside, Rules, SavedAbsence, SavedSchedule, SavedType, Types } from "./answers.ts";
import { type ApiRoute, route } from "./route.ts";

const read = "rules:read";
const write = "rules:write";

/** What decides when a teacher can be booked, and for what. */
export const ruleRoutes: ApiRoute[] = [
	route("GET /api/rules", "openRules", read, "Your hours, days off and absences, and your handle.", {
		answer: { Rules },
	}),
	route(
		"PUT /api/schedules",
		"saveSchedule",
		write,
		"Saves a schedule. A new one has version 0 and an id of your making; else send the version you read.",
		{ body: { SaveSchedule }, answer: { SavedSchedule }, refusals: ["NTFND", "STALE", "LIMIT"] },
	),
	route(
		"POST /api/schedule-removals",
		"dropSchedule",
		write,
		"Takes a schedule away that is not the usual one and that no type has. With the version you read, it goes as you read it or not at all.",
		{ body: { DropSchedule }, answer: { LeftOutside }, refusals: ["STALE"] },
	),
	route(
		"PUT /api/absences",
		"saveAbsence",
		write,
		"Notes that you are away. Bookings in that time stand until you cancel them.",
		{ body: { SaveAbsence }, answer: { SavedAbsence }, refusals: ["NTFND", "STALE", "LIMIT"] },
	),
	route(
		"POST /api/absence-removals",
		"dropAbsence",
		write,
		"Takes an absence back. With the version you read, it goes as you read it or not at all.",
		{ body: { DropAbsence }, answer: { LeftOutside }, refusals: ["STALE"] },
	),
	route("GET /api/types", "listTypes", read, "What you offer, all of each.", { answer: { Types } }),
	route(
		"PUT /api/types",
		"saveType",
		write,
		"Saves a type. A new one has version 0 and an id of your making; else send the version you read.",
		{ body: { SaveType }, answer: { SavedType }, refusals: ["NTFND", "STALE", "LIMIT"] },
	),
	route("PUT /api/type-order", "orderTypes", write, "In which order your types are shown.", {
		body: { OrderTypes },
		answer: { Types },
		refusals: ["NTFND"],
	}),
	route("POST /api/retirements", "retireType", write, "Offers a type no more. Its bookings stand.", {
		body: { OneType },
		answer: { LeftOutside },
		refusals: ["NTFND"],
	}),
	route("POST /api/restorations", "restoreType", write, "Offers it again.", {
		body: { OneType },
		answer: { LeftOutside },
		refusals: ["NTFND"],
	}),
];
