import { styleText } from "node:util";
import type { LiveState } from "./live-state.ts";
import { clip, plain } from "./plain.ts";
import { sparkline } from "./sparkline.ts";
import { count, fromBell, inUnit } from "./words.ts";

/** `minute` is what the edge answered in each of the last sixty seconds. */
export type Shown = { state: LiveState; minute: number[] };

type Style = Parameters<typeof styleText>[0];

const cellWidth = 19;

/** About ten lines, none wider than `width`. */
export function lines({ state, minute }: Shown, width: number): string[] {
	const when = state.second === null ? "" : fromBell(state.second);
	const title = "Firstbell rehearsal";
	const gap = width - title.length - when.length;
	const isWide = gap >= 2;
	const cells = figures(state).map(([name, value]) => cell(name, value));
	return [
		styled("bold", clip(title, width)) + (isWide ? " ".repeat(gap) + when : ""),
		...(isWide || !when ? [] : [clip(when, width)]),
		progress(state, width),
		"",
		...inRows(cells, width),
		"",
		clip(`edge, last minute, most ${count(Math.max(0, ...minute))} /s`, width),
		styled("green", sparkline(minute, Math.min(60, width))),
		state.fault
			? styled("yellow", clip(`! broken now: ${plain(state.fault)}`, width))
			: styled("dim", clip("nothing is broken", width)),
	];
}

/** All of it in a line, the most important first, as long as there is room. */
export function oneLine(state: LiveState, width = 1000): string {
	const parts = [
		`${percent(state)} ${plain(state.phase)}`,
		state.second === null ? "" : fromBell(state.second),
		state.fault ? `broken now: ${plain(state.fault)}` : "",
		...figures(state).map(([name, value]) => `${name} ${value}`),
	].filter(Boolean);
	return clip(parts.join(", "), width);
}

function figures(state: LiveState): [name: string, value: string][] {
	return [
		["come", `${count(state.come)}/${count(state.people)}`],
		["waiting", count(state.waiting)],
		["inside", count(state.inside)],
		["booked", `${count(state.booked)}/${count(state.seats)}`],
		["free", inUnit(state.freeSeats, "count")],
		["edge", inUnit(Math.round(state.edge), "perSecond")],
		["origin", inUnit(Math.round(state.origin), "perSecond")],
		["API p95", inUnit(state.apiP95, "ms")],
		["connections", count(state.connections)],
	];
}

function progress(state: LiveState, width: number): string {
	const phase = clip(plain(state.phase), Math.max(8, Math.floor(width / 2)));
	const room = Math.min(40, width - phase.length - 8);
	if (room < 4) return clip(`${percent(state)} ${phase}`, width);
	const full = Math.round(share(state) * room);
	const bar = styled("green", "█".repeat(full)) + styled("dim", "░".repeat(room - full));
	return `${phase}  ${bar} ${percent(state)}`;
}

const share = ({ done }: LiveState) => Math.min(1, Math.max(0, done));
const percent = (state: LiveState) => inUnit(Math.floor(share(state) * 100) / 100, "share");

function cell(name: string, value: string): { text: string; length: number } {
	const length = name.length + 1 + value.length;
	return { text: `${styled("dim", name)} ${value}`, length };
}

/** Beside each other in columns, as many as fit. */
function inRows(cells: { text: string; length: number }[], width: number): string[] {
	const wide = Math.max(cellWidth, ...cells.map(({ length }) => length + 2));
	const perRow = Math.max(1, Math.floor((width + 2) / wide));
	return Array.from({ length: Math.ceil(cells.length / perRow) }, (_, row) => {
		const some = cells.slice(row * perRow, (row + 1) * perRow);
		if (perRow === 1)
			return some.map(({ text, length }) => (length > width ? clip(plain(text), width) : text)).join("");
		return some
			.map(({ text, length }, i) => text + (i < some.length - 1 ? " ".repeat(wide - length) : ""))
			.join("");
	});
}

/** Whether `out` may be coloured was decided before: `styleText` would ask the process's own. */
const styled = (style: Style, text: string) => styleText(style, text, { validateStream: false });
