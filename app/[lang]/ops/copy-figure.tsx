import type { Ops } from "@/lib/watch/schema";
import { BarRow } from "../../_ui/bar-row.tsx";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { counted } from "./words.ts";

const tiers = [
	{ tier: "near", label: "From the instance’s own copy" },
	{ tier: "awaited", label: "Waited along for another’s" },
	{ tier: "redis", label: "From Redis" },
	{ tier: "source", label: "From the database" },
] as const;

/** Where free times came from, behind the edge; and what went wrong on the way to Redis and to the database. */
export function CopyFigure({ copies, lost, database }: Pick<Ops, "copies" | "lost" | "database">) {
	const most = Math.max(1, ...Object.values(copies));
	const troubles = Object.entries(database);
	return (
		<FigureBox title="Where lists came from">
			<dl className="grid gap-3">
				{tiers.map(({ tier, label }) => (
					<BarRow key={tier} label={label} value={copies[tier]} most={most} />
				))}
			</dl>
			<p className="mt-4 text-sm text-soft">
				{troubles.length === 0
					? "No question to the database was broken off."
					: `Broken off by the database: ${troubles.map(([state, times]) => `${words[state] ?? state} ${counted(times)}`).join(", ")}.`}
				{lost > 0 && ` ${counted(lost)} messages with counts were lost on their way to Redis.`}
			</p>
		</FigureBox>
	);
}

/** What its codes are to people. */
const words: Record<string, string> = {
	"55P03": "waited too long for a lock",
	"57014": "took too long",
	"40P01": "waited for each other",
	"40001": "came between each other",
	lost: "line lost",
	away: "out of reach",
};
