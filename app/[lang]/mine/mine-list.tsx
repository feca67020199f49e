"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ListMine, Mine } from "@/lib/mine/schema";
import { dayOf, groupByDay } from "@/lib/time";
import { dayLabel, zoneLabel } from "@/lib/time-words";
import { plainButton, primaryButton, quietButton } from "../../_ui/button.ts";
import { EmptyBox } from "../../_ui/empty-box.tsx";
import { useViewer } from "../../_ui/use-viewer.ts";
import { MineRow } from "./mine-row.tsx";

type Props = { mine: Mine; wish: ListMine; now: number };

/** A page of bookings, day by day, by the clock of who looks at it. */
export function MineList({ mine, wish, now }: Props) {
	const [{ zone, hour12 }] = useViewer(mine.timeZone);
	const { past, after } = wish;
	const year = dayOf(now, zone).slice(0, 4);
	const words = useTranslations("list");
	const language = useLocale();
	return (
		<div className="grid gap-6">
			<nav aria-label={words("which")} className="flex flex-wrap items-center gap-x-1 border-b border-line">
				{[
					{ href: "/mine", label: words("coming"), here: !past },
					{ href: "/mine?past=1", label: words("past"), here: past === "1" },
				].map(({ href, label, here }) => (
					<Link
						key={href}
						href={href}
						prefetch={false}
						aria-current={here ? "page" : undefined}
						className="-mb-px flex min-h-11 items-center border-b-3 border-transparent px-3 text-soft hover:text-ink aria-[current=page]:border-brass aria-[current=page]:font-medium aria-[current=page]:text-ink"
					>
						{label}
					</Link>
				))}
				<span className="ml-auto text-sm text-soft">{words("timesIn", { zone: zoneLabel(now, zone) })}</span>
			</nav>
			{mine.bookings.length === 0 && <Empty past={past === "1"} />}
			{[...groupByDay(mine.bookings, zone)].map(([day, list]) => (
				<section key={day} aria-labelledby={`day-${day}`} className="grid gap-2">
					<h2 id={`day-${day}`} className="text-lg first-letter:uppercase">
						{dayLabel(day, day.slice(0, 4) === year ? "long" : "whole", language)}
					</h2>
					<ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card">
						{list.map((booking) => (
							<MineRow key={booking.ref} booking={booking} zone={zone} hour12={hour12} />
						))}
					</ul>
				</section>
			))}
			{(mine.next || after) && (
				<nav aria-label={words("pages")} className="flex flex-wrap items-center gap-3">
					{mine.next && (
						<Link href={pageOf(past, mine.next)} prefetch={false} className={plainButton}>
							{words(past ? "earlier" : "later")}
						</Link>
					)}
					{after && (
						<Link href={pageOf(past)} prefetch={false} className={quietButton}>
							{words("first")}
						</Link>
					)}
				</nav>
			)}
		</div>
	);
}

function pageOf(past: ListMine["past"], after?: string): string {
	return `/mine?${new URLSearchParams({ ...(past && { past }), ...(after && { after }) })}`;
}

function Empty({ past }: { past: boolean }) {
	const words = useTranslations("list.empty");
	return (
		<EmptyBox title={words(past ? "past" : "coming")}>
			<p className="mx-auto mt-2 mb-5 max-w-md text-soft">{words(past ? "pastNote" : "comingNote")}</p>
			{!past && (
				<Link href="/" prefetch={false} className={primaryButton}>
					{words("find")}
				</Link>
			)}
		</EmptyBox>
	);
}
