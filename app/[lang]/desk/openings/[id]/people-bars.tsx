import type { Watched } from "@/lib/office/schema";
import { BarRow } from "../../../../_ui/bar-row.tsx";
import { FigureBox } from "../../../../_ui/figure-box.tsx";

/** How far the families have come, from the invitation to the way in. */
export function PeopleBars({ watched }: { watched: Watched }) {
	const { opening, invited, people } = watched;
	const most = Math.max(invited, people.joined, 1);
	// Some of those who left had been inside.
	const called = Math.max(0, people.joined - people.waiting - people.admitted - people.left);
	const rows = [
		{ label: opening.audience === "invited" ? "Invited" : "Have a link", value: invited },
		{ label: "Took a place", value: people.joined },
		{ label: "Waiting", value: people.waiting, tone: "brass" as const },
		{ label: "Called, on their way", value: called, tone: "brass" as const },
		{ label: "Inside now", value: people.inside },
		{ label: "Were inside", value: people.admitted },
	];
	return (
		<FigureBox title="Families">
			<dl className="grid gap-3">
				{rows.map((row) => (
					<BarRow key={row.label} {...row} most={most} />
				))}
			</dl>
			{people.left > 0 && (
				<p className="mt-3 text-sm text-soft">
					{people.left === 1 ? "One gave its place up." : `${people.left} gave their places up.`}
				</p>
			)}
		</FigureBox>
	);
}
