import { weekdays } from "../languages/dates.ts";
import { addDays, type Day, dayOf } from "../time.ts";
import { clock, clockOfMinute, dayLabel } from "../time-words.ts";
import { stateWords } from "./words.ts";

/** By whose clocks, and how they are read. */
export type Clocks = { zone: string; hour12: boolean };

type Span = { weekday?: number; starts_minute: number; ends_minute: number };

const labels: Record<string, string> = {
	...{ spans: "Weekly hours", own_days: "Single days", during: "Time", starts_at: "Time" },
	...{
		handle: "Link",
		is_usual: "The usual one",
		is_hidden: "Hidden",
		dates: "Days",
		pace_most: "People a second",
	},
	...{
		booker_cap: "Bookings each",
		series_cap: "Dates in a series",
		no_show_limit: "Missed before one asks",
		events: "Told of",
		count: "Bookings, places and invitations",
	},
};

/** `Hold`, `Weekly hours`: what a column is called. */
export function labelOf(column: string): string {
	const plain = column.replace(/_(minutes|days|hours|at|id)$/, "").replaceAll("_", " ");
	return labels[column] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** What a column held, in words. */
export function wordsOf(column: string, value: unknown, clocks: Clocks): string {
	if (value === null || value === undefined || value === "") return "none";
	if (typeof value === "boolean") return value ? "yes" : "no";
	if (typeof value === "number") return `${value}${unitOf(column)}`;
	if (column === "state") return stateWords[value as keyof typeof stateWords] ?? String(value);
	if (column === "spans") return week(value as Span[], clocks);
	if (column === "own_days") return days(value as Record<Day, Span[]>, clocks);
	if (Array.isArray(value))
		return (
			value
				.map((each) => (typeof each === "number" ? `${each}${unitOf(column)}` : wordOf(each)))
				.join(", ") || "none"
		);
	const text = String(value);
	const [, first, after] = /^\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)\)$/.exec(text) ?? [];
	if (first && after) return `${dayLabel(first)} – ${dayLabel(addDays(after, -1))}`;
	const instants = text.match(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d[^",)]*/g);
	return instants ? instants.map((at) => moment(at, clocks)).join(" – ") : text;
}

function unitOf(column: string): string {
	if (column.endsWith("_minutes")) return " min";
	return column.endsWith("_days") ? " days" : column.endsWith("_hours") ? " h" : "";
}

const wordOf = (value: unknown) =>
	typeof value === "object" && value !== null && "label" in value ? String(value.label) : String(value);

/** Ranges are told as Postgres writes them: `2026-11-30 09:00:00+00`. */
function moment(at: string, { zone, hour12 }: Clocks): string {
	const ms = Date.parse(at.replace(" ", "T").replace(/\+00$/, "Z"));
	if (Number.isNaN(ms)) return at;
	const day = dayOf(ms, zone);
	return `${dayLabel(day)} ${day.slice(0, 4)}, ${clock(ms, zone, hour12)}`;
}

function week(spans: Span[], { hour12 }: Clocks): string {
	const byDay = Map.groupBy(spans, ({ weekday = 1 }) => weekday);
	const told = [...byDay].map(([day, list]) => `${weekdays[day - 1]?.slice(0, 3)} ${hours(list, hour12)}`);
	return told.join("; ") || "none";
}

function days(own: Record<Day, Span[]>, { hour12 }: Clocks): string {
	const listed = Object.entries(own).sort(([a], [b]) => a.localeCompare(b));
	const told = listed.map(
		([day, list]) => `${dayLabel(day)} ${list.length ? hours(list, hour12) : "closed"}`,
	);
	return told.join("; ") || "as usual";
}

const hours = (list: Span[], hour12: boolean) =>
	list
		.map(
			(span) => `${clockOfMinute(span.starts_minute, hour12)} – ${clockOfMinute(span.ends_minute, hour12)}`,
		)
		.join(", ");
