import type { Ops } from "@/lib/watch/schema";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { counted, msWords } from "./words.ts";

const heads = ["Route", "Asked", "Failed", "Refused", "Half within", "95 of 100", "What was said"];

/** Each route of the last hour, the busiest first. */
export function RouteFigure({ routes }: { routes: Ops["routes"] }) {
	return (
		<div className="min-w-0 lg:col-span-2">
			<FigureBox title="By route">
				{routes.length === 0 ? (
					<p className="text-soft">Nobody has asked for anything in the last hour.</p>
				) : (
					// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard, too
					<section className="overflow-x-auto" tabIndex={0} aria-label="Requests by route">
						<table className="w-full text-sm tabular-nums">
							<caption className="sr-only">Requests by route, in the last hour</caption>
							<thead>
								<tr className="text-soft">
									{heads.map((head, i) => (
										<th
											key={head}
											scope="col"
											className={`py-1.5 pr-4 font-normal whitespace-nowrap ${i > 0 && i < 6 ? "text-right" : "text-left"}`}
										>
											{head}
										</th>
									))}
								</tr>
							</thead>
							<tbody>
								{routes.map(({ name, asked, failed, refused, p50Ms, p95Ms, noes }) => (
									<tr key={name} className="border-t border-line">
										<th scope="row" className="py-1.5 pr-4 text-left font-normal whitespace-nowrap">
											{name}
										</th>
										<td className="py-1.5 pr-4 text-right">{counted(asked)}</td>
										<td className={`py-1.5 pr-4 text-right ${failed ? "font-[680] text-alarm" : ""}`}>
											{counted(failed)}
										</td>
										<td className="py-1.5 pr-4 text-right">{counted(refused)}</td>
										<td className="py-1.5 pr-4 text-right">{msWords(p50Ms)}</td>
										<td className="py-1.5 pr-4 text-right">{msWords(p95Ms)}</td>
										<td className="py-1.5 whitespace-nowrap text-soft">
											{noes
												.slice(0, 4)
												.map(([code, times]) => `${code} ${counted(times)}`)
												.join(", ")}
										</td>
									</tr>
								))}
							</tbody>
						</table>
					</section>
				)}
			</FigureBox>
		</div>
	);
}
