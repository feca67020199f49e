import type { Rooms } from "./rooms.ts";

/**
 * The desk's pages, in the order of a week's work. `far` ones are seen beside the others only where there is room, and
 * `seldom` ones stand under More everywhere.
 */
const pages = [
	{ id: "bookings", href: "/desk", label: "Bookings", room: "desk", use: "daily" },
	{ id: "calendar", href: "/desk/calendar", label: "Calendar", room: "desk", use: "daily" },
	{ id: "hours", href: "/desk/hours", label: "Hours", room: "desk", use: "daily" },
	{ id: "types", href: "/desk/types", label: "Types", room: "desk", use: "daily" },
	{ id: "feeds", href: "/desk/feeds", label: "Other calendars", room: "desk", use: "far" },
	{ id: "figures", href: "/desk/figures", label: "Figures", room: "desk", use: "far" },
	{ id: "openings", href: "/desk/openings", label: "Openings", room: "office", use: "far" },
	{ id: "school", href: "/desk/school", label: "All bookings", room: "office", use: "far" },
	{ id: "teams", href: "/desk/teams", label: "Teams", room: "office", use: "far" },
	{ id: "trail", href: "/desk/trail", label: "Changes", room: "either", use: "seldom" },
	{ id: "programs", href: "/desk/api", label: "Programs", room: "either", use: "seldom" },
	{ id: "data", href: "/desk/data", label: "Data", room: "either", use: "seldom" },
] as const;

export type Page = (typeof pages)[number];
/** One's own, and the school's. */
export type DeskPage = Extract<Page, { room: "desk" }>["id"];
export type OfficePage = Extract<Page, { room: "office" }>["id"];
export type EitherPage = Extract<Page, { room: "either" }>["id"];

/** Those of somebody's rooms, each as near as it is to them: who teaches nobody works with the school's day by day. */
export function pagesOf(rooms: Rooms): { page: Page; use: Page["use"] }[] {
	return pages
		.filter(({ room }) => room === "either" || rooms[room])
		.map((page) => ({ page, use: page.room === "office" && !rooms.desk ? "daily" : page.use }));
}

export const isOfOffice = (id: Page["id"]) => pages.find((page) => page.id === id)?.room === "office";
