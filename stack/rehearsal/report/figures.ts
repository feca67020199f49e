import type { Run } from "../run.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { edgeShare } from "./shares.ts";
import { inUnit, type Unit } from "./words.ts";

export type Figure = {
	name: string;
	value: number | null;
	unit: Unit;
	good: "more" | "less" | "neither";
	note: string;
	/** One that must be 0. */
	isLaw?: boolean;
};

/** The few that one asks for first, and by which two runs are compared. */
export function figures(run: Run): Figure[] {
	const soldOut = run.series.freeSeats.indexOf(0);
	return [
		law("Sold twice", run.double, "seats that two people have"),
		law("Lost", run.lost, "confirmed, and not there"),
		law("Out of turn", run.unfair, "people called before their turn"),
		{
			name: "Came",
			value: run.people,
			unit: "count",
			good: "neither",
			note: `${inUnit(run.draw.inDraw, "count")} of them before their bell`,
		},
		{
			name: "Sold",
			value: run.bookings,
			unit: "count",
			good: "more",
			note: `of ${inUnit(run.seats, "count")} times`,
		},
		{
			name: "Sold out after",
			value: soldOut < 0 ? null : run.series.from + soldOut,
			unit: "seconds",
			good: "less",
			note: soldOut < 0 ? "not within this run" : "from the bell to the last time",
		},
		quickness("API p95", run, "API"),
		quickness("Page p95", run, "page"),
		{
			name: "Failed",
			value: run.failed_share,
			unit: "share",
			good: "less",
			note: "of calls, while nothing was broken",
		},
		{
			name: "At the edge",
			value: run.edge_rps,
			unit: "perSecond",
			good: "neither",
			note: "requests, in the busiest minute",
		},
		{
			name: "Held at the edge",
			value: run.edge_rps_held,
			unit: "perSecond",
			good: "neither",
			note: "requests, in each of five minutes in a row",
		},
		{
			name: "At the instances",
			value: run.origin_rps,
			unit: "perSecond",
			good: "less",
			note: "requests, in the busiest minute",
		},
		{
			name: "By the edge alone",
			value: edgeShare(run),
			unit: "share",
			good: "more",
			note: "of all requests",
		},
		{
			name: "Connections",
			value: run.connections_max,
			unit: "count",
			good: "less",
			note: "to the database, at most",
		},
	];
}

const law = (name: string, value: number, note: string): Figure => ({
	name,
	value,
	unit: "count",
	good: "less",
	note,
	isLaw: true,
});

/** A full machine makes everybody wait for it, and says nothing of the app. */
const quickness = (name: string, { latency, latencyWithRoom }: Run, kind: "API" | "page"): Figure => ({
	...{ name, value: latencyWithRoom[kind]?.p95 ?? null, unit: "ms", good: "less" },
	note: `where the machine had room; ${inUnit(latency[kind]?.p95, "ms")} in all`,
});

export function bigFigures(run: Run): Html {
	return html`<dl class="figures">${figures(run).map(({ name, value, unit, note, isLaw }) => {
		const look = isLaw ? (value === 0 ? "law" : "law alarm") : "";
		const mark =
			isLaw &&
			html`<span class="mark">${icon(value === 0 ? "check" : "cross")} ${value === 0 ? "never" : "broken"}</span>`;
		return html`<div class="${look}"><dt>${name}</dt><dd><span class="big">${inUnit(value, unit)}</span>${mark}<span class="note">${note}</span></dd></div>`;
	})}</dl>`;
}
