import type { Figures } from "@/lib/desk/figures-schema";
import { Columns } from "../../../_ui/columns.tsx";
import { FigureBox } from "../../../_ui/figure-box.tsx";
import { FigureTable } from "../../../_ui/figure-table.tsx";
import { percentWords, topOf } from "./figure-words.ts";

/** How long before people book. */
export function LeadFigure({ leads }: { leads: Figures["leads"] }) {
	const all = leads.reduce((sum, { bookings }) => sum + bookings, 0);
	const soon = leads.filter(({ days }) => days < 2).reduce((sum, { bookings }) => sum + bookings, 0);
	const news = `${percentWords(soon, all)} less than two days before`;
	return (
		<FigureBox title="How early people book">
			<p className="-mt-2 mb-4 text-soft">
				<b className="font-[680] text-ink">{percentWords(soon, all)}</b> less than two days before.
			</p>
			<Columns
				most={topOf(
					leads.map(({ bookings }) => bookings),
					4,
				)}
				scale={String}
				every={1}
				sentence={`${all} bookings by how many days before they were made: ${news}.`}
				columns={leads.map(({ days, bookings }, i) => ({
					key: String(days),
					label: stepWords(days, leads[i + 1]?.days),
					parts: [{ value: bookings, look: "fill-board" }],
				}))}
			/>
			<p className="mt-1 text-center text-sm text-soft">days before</p>
			<FigureTable
				caption="Bookings by how many days before they were made"
				head={["Days before", "Bookings", "Share"]}
				rows={leads.map(({ days, bookings }, i) => [
					stepWords(days, leads[i + 1]?.days),
					bookings,
					percentWords(bookings, all),
				])}
			/>
		</FigureBox>
	);
}

/** `0`, `2–3`, `31+` */
function stepWords(days: number, next: number | undefined): string {
	if (next === undefined) return `${days}+`;
	return next - days === 1 ? String(days) : `${days}–${next - 1}`;
}
