import Link from "next/link";
import type { Office, OwnOpening } from "@/lib/office/schema";
import { momentLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { openingZone } from "../school-zone.ts";
import { YourTime } from "../your-time.tsx";
import { type Stage, stageOf } from "./stage.ts";
import { StageMark } from "./stage-mark.tsx";

/** A school's openings: what runs first, then what comes, then what was. */
export async function OpeningList({ office }: { office: Office }) {
	const hour12 = await askerReadsHour12();
	if (office.openings.length === 0) return <NoOpenings />;
	const now = Date.now();
	const order: Stage[] = ["running", "paused", "coming", "over", "released"];
	const openings = office.openings
		.map((opening) => ({ opening, stage: stageOf(opening, now) }))
		.sort((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage) || byTime(a.opening, b.opening, a.stage));
	return (
		<>
			<p className="mb-6">
				<Link href="/desk/openings/new" className={primaryButton}>
					New opening
				</Link>
			</p>
			<ul className="grid gap-3">
				{openings.map(({ opening, stage }) => (
					<li
						key={opening.id}
						className="relative grid gap-x-6 gap-y-1 rounded-2xl border border-line bg-card p-4 transition-colors duration-150 hover:border-board has-focus-visible:border-board sm:grid-cols-[1fr_auto] sm:px-5"
					>
						<h2 className="min-w-0 text-lg wrap-anywhere">
							<Link
								href={`/desk/openings/${opening.id}`}
								className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-3 focus-visible:after:outline-offset-2 focus-visible:after:outline-brass"
							>
								{opening.name}
							</Link>
						</h2>
						<p className="max-sm:order-first sm:row-span-2">
							<StageMark stage={stage} />
						</p>
						<div className="text-soft">
							<p>{about(opening, stage, office, hour12, now)}</p>
							<YourTime at={opening.opensAt} home={openingZone(office, opening.teacher)} />
						</div>
					</li>
				))}
			</ul>
		</>
	);
}

/** What comes next stands first; of what was, the newest. */
function byTime(a: OwnOpening, b: OwnOpening, stage: Stage): number {
	const apart = Date.parse(a.opensAt) - Date.parse(b.opensAt);
	return stage === "over" || stage === "released" ? -apart : apart;
}

function about(opening: OwnOpening, stage: Stage, office: Office, hour12: boolean, now: number): string {
	const teacher = office.teachers.find(({ handle }) => handle === opening.teacher);
	const type = teacher?.types.find(({ handle }) => handle === opening.type);
	const when = momentLabel(opening.opensAt, openingZone(office, opening.teacher), hour12, now);
	return [
		`${stage === "coming" ? "Opens" : "Opened"} ${when}`,
		opening.groups.length > 1 ? `${opening.groups.length} groups` : "",
		teacher ? [type?.name, teacher.name].filter(Boolean).join(" with ") : "The whole school",
		opening.audience === "invited" ? "Invited families" : "Anyone",
	]
		.filter(Boolean)
		.join(" · ");
}

function NoOpenings() {
	return (
		<EmptyBox bell title="No openings yet">
			<p className="mx-auto mt-2 mb-5 max-w-md text-soft">
				An opening is the moment from which a whole school books. Say when it is and who may come, invite the
				families, and watch it run: nobody has to be first.
			</p>
			<Link href="/desk/openings/new" className={primaryButton}>
				New opening
			</Link>
		</EmptyBox>
	);
}
