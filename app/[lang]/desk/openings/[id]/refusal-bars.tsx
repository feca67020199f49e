import { eachOf } from "@/lib/openings/place-words";
import type { Opening } from "@/lib/openings/schema";
import { BarRow } from "../../../../_ui/bar-row.tsx";
import { FigureBox } from "../../../../_ui/figure-box.tsx";

const wordsFor = (audience: Opening["audience"]): Record<string, string> => ({
	TAKEN: "Somebody was a moment faster",
	LAPSD: "The hold had run out",
	QUEUE: "Came before their turn, or without a pass",
	CLOSD: "Not open, or over",
	LIMIT: `Had as many as one ${eachOf(audience)} can have`,
	LATE0: "Too close to the time itself",
	GONE0: "The time was not offered any more",
	CLASH: "Had another booking at that time",
	NTFND: "A link that leads nowhere",
	REUSE: "The same request with other contents",
	SLOWD: "Tried too often",
	BUSY0: "Too busy: told to try again",
	BUG00: "Went wrong on our side",
	INVAL: "Something was filled in wrong",
});
const bad = new Set(["BUSY0", "BUG00"]);

type Props = { refusals: Record<string, number> | null; audience: Opening["audience"] };

/** How often each "no" was said, in words, the most frequent first. */
export function RefusalBars({ refusals, audience }: Props) {
	const words = wordsFor(audience);
	const said = Object.entries(refusals ?? {}).sort(([, a], [, b]) => b - a);
	const most = said[0]?.[1] ?? 0;
	return (
		<FigureBox title="What was refused">
			{said.length > 0 ? (
				<dl className="grid gap-3">
					{said.map(([code, count]) => (
						<BarRow
							key={code}
							label={
								<>
									{words[code]} <span className="font-mono text-xs text-soft">{code}</span>
								</>
							}
							value={Number(count)}
							most={most}
							tone={bad.has(code) ? "alarm" : "brass"}
						/>
					))}
				</dl>
			) : (
				<p className="text-soft">
					{refusals ? "Nothing so far." : "This cannot be counted just now. Bookings are not affected."}
				</p>
			)}
		</FigureBox>
	);
}
