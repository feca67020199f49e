import Link from "next/link";
import type { DeskUser } from "@/lib/auth";
import { addressOf } from "@/lib/desk/list-address";
import { listTrail } from "@/lib/desk/list-trail";
import type { ListTrail } from "@/lib/desk/trail-schema";
import type { Office } from "@/lib/office/schema";
import { dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { plainButton, primaryButton, quietButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { QueryLink } from "../../../_ui/query-link.tsx";
import { TrailFilter } from "./trail-filter.tsx";
import { TrailRow } from "./trail-row.tsx";

type Props = { who: DeskUser; wish: ListTrail; zone: string; office: Office | null };

/** Changes by day, the newest first, with what narrows them down. */
export async function TrailList({ who, wish, zone, office }: Props) {
	const teacher = office?.teachers.find(({ handle }) => handle === wish.teacher)?.handle;
	const { school, after, ...filters } = { ...wish, teacher };
	const page = await listTrail(who, { ...wish, teacher }, zone);
	const narrowed = after !== undefined || Object.values(filters).some(Boolean);
	const hour12 = await askerReadsHour12();
	const days = Map.groupBy(page.changes, ({ at }) => dayOf(at, zone));
	return (
		<div className="grid gap-6">
			<TrailFilter wish={filters} teachers={office?.teachers} />
			{page.changes.length > 0 ? (
				<>
					<a
						href={addressOf("/api/trails", { ...filters, ...(school && { school }), zone })}
						download
						className={`${quietButton} -mx-3 justify-self-start`}
					>
						Download as CSV
					</a>
					{[...days].map(([day, changes]) => (
						<section key={day} aria-labelledby={`day-${day}`} className="grid gap-3 lg:grid-cols-[12rem_1fr]">
							<h2 id={`day-${day}`} className="pt-1 text-lg">
								{dayLabel(day, "long")}
								<span className="text-soft"> {day.slice(0, 4)}</span>
							</h2>
							<ul className="self-start divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card">
								{changes.map((change) => (
									<TrailRow
										key={change.id}
										change={change}
										clocks={{ zone, hour12 }}
										school={office !== null}
									/>
								))}
							</ul>
						</section>
					))}
				</>
			) : narrowed ? (
				<EmptyBox bell title="No change fits this">
					<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">Try other days, or leave a filter out.</p>
					<Link href="/desk/trail" className={primaryButton}>
						Show all again
					</Link>
				</EmptyBox>
			) : (
				<EmptyBox bell title="Nothing has changed yet">
					<p className="mx-auto mt-2 max-w-sm text-soft">
						Whoever cancels, moves, decides or marks a booking, or changes hours, types or teams, is noted
						here for three years.
					</p>
				</EmptyBox>
			)}
			{(page.next || after) && (
				<nav aria-label="Pages" className="flex flex-wrap items-center gap-3">
					{page.next && (
						<QueryLink
							href={addressOf("/desk/trail", { ...filters, after: page.next })}
							className={plainButton}
						>
							Earlier changes
						</QueryLink>
					)}
					{after && (
						<QueryLink href={addressOf("/desk/trail", filters)} className={quietButton}>
							Back to the newest
						</QueryLink>
					)}
				</nav>
			)}
		</div>
	);
}
