import type { Watched } from "@/lib/office/schema";
import type { GroupStatus } from "@/lib/openings/schema";
import { clock } from "@/lib/time-words";
import { BarRow } from "../../../../_ui/bar-row.tsx";
import { FigureBox } from "../../../../_ui/figure-box.tsx";

type Props = { watched: Watched; zone: string; hour12: boolean };

/** How many of each group were called. */
export function GroupBars({ watched, zone, hour12 }: Props) {
	const { opening, status } = watched;
	return (
		<FigureBox title="Groups">
			<dl className="grid gap-3">
				{opening.groups.map((group, index) => {
					const now = status.groups[index];
					const all = (now?.drawn ?? 0) + (now?.tail ?? 0);
					return (
						<BarRow
							key={now?.commitment ?? group.name}
							label={
								<>
									<span className="wrap-anywhere">{group.name}</span>{" "}
									<span className="text-sm text-soft">{clock(group.opensAt, zone, hour12)}</span>
								</>
							}
							value={now ? called(now) : 0}
							most={all}
							note={group.drawnAt ? `of ${all.toLocaleString("en-GB")} called` : "not drawn yet"}
						/>
					);
				})}
			</dl>
		</FigureBox>
	);
}

/** Ranks are spread evenly over 32 bits, so that the share below one is the share of people. */
function called({ drawn, servedBelow, tailServed }: GroupStatus): number {
	return Math.round((drawn * servedBelow) / 2 ** 32) + tailServed;
}
