import { nearLabel } from "@/lib/time-words";
import type { Ops } from "@/lib/watch/schema";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { Notice } from "../../_ui/notice.tsx";
import type { Viewer } from "../../_ui/use-viewer.ts";

/** What is wrong, and what was; the whole width, since it comes first. */
export function AlertList({ ops, viewer }: { ops: Ops; viewer: Viewer }) {
	const wrong = ops.alerts.filter(({ wellAt }) => wellAt === null);
	const past = ops.alerts.filter(({ wellAt }) => wellAt !== null);
	const at = (instant: string) =>
		nearLabel(Date.parse(instant), viewer.zone, viewer.hour12, Date.parse(ops.now));
	return (
		<div className="lg:col-span-2">
			<FigureBox title="Alerts">
				{wrong.length === 0 && <Notice>All is well.</Notice>}
				<ul className="grid gap-3">
					{wrong.map(({ id, name, title, said, since }) => (
						<li key={id}>
							<Notice tone="alarm">
								<p className="font-[680]">{title}</p>
								<p className="mt-1 wrap-anywhere">
									Since {at(since)}: {said}.
								</p>
								<p className="mt-1">
									What to do: <code>{name}</code> in docs/operating.md
								</p>
							</Notice>
						</li>
					))}
				</ul>
				{past.length > 0 && (
					<details className="mt-4">
						<summary className="inline-flex min-h-11 items-center font-medium underline decoration-edge underline-offset-4">
							{past.length} of the last two weeks {past.length === 1 ? "is" : "are"} well again
						</summary>
						<ul className="mt-1">
							{past.map(({ id, title, said, since, wellAt }) => (
								<li key={id} className="border-t border-line py-2.5">
									<p>
										{title}{" "}
										<span className="text-soft">
											· {at(since)} to {at(wellAt ?? since)}
										</span>
									</p>
									<p className="text-sm text-soft wrap-anywhere">{said}</p>
								</li>
							))}
						</ul>
					</details>
				)}
			</FigureBox>
		</div>
	);
}
