"use client";

import { useLocale, useTranslations } from "next-intl";
import { eachOf } from "@/lib/openings/place-words";
import type { Opening } from "@/lib/openings/schema";
import { dayOf, sameClock } from "@/lib/time";
import { clock, momentLabel, zoneCity, zoneLabel } from "@/lib/time-words";
import { useViewer, type Viewer } from "../../../_ui/use-viewer.ts";

/** When it opens, and for whom when, in the reader's zone with the school's beside it where its clocks differ. */
export function OpeningTimes({ opening }: { opening: Opening }) {
	const home = opening.timeZone ?? "UTC";
	const [viewer] = useViewer(home);
	const words = useTranslations("opening");
	const { audience, groups, closesAt, opensAt, bookingsEach } = opening;
	return (
		<dl className="grid gap-4">
			<div>
				<dt className="text-sm text-soft">{words("times.opens")}</dt>
				{groups.length > 1 ? (
					<dd>
						<ul className="grid gap-2">
							{groups.map((group) => (
								<li key={group.name + group.opensAt}>
									<b className="font-[680]">{group.name}</b>
									<Both at={group.opensAt} viewer={viewer} home={home} />
								</li>
							))}
						</ul>
					</dd>
				) : (
					<dd>
						<Both at={opensAt} viewer={viewer} home={home} />
					</dd>
				)}
				<dd className="text-sm text-soft">
					{words("times.zone", { zone: zoneLabel(opensAt, viewer.zone) })}
				</dd>
			</div>
			{closesAt && (
				<div>
					<dt className="text-sm text-soft">{words("times.closes")}</dt>
					<dd>
						<Both at={closesAt} viewer={viewer} home={home} />
					</dd>
				</div>
			)}
			<div>
				<dt className="text-sm text-soft">{words("times.each", { who: eachOf(audience) })}</dt>
				<dd>{words("times.bookings", { count: bookingsEach })}</dd>
			</div>
		</dl>
	);
}

function Both({ at, viewer, home }: { at: string; viewer: Viewer; home: string }) {
	const words = useTranslations("opening");
	const language = useLocale();
	const sameDay = dayOf(at, home) === dayOf(at, viewer.zone);
	const there = sameDay ? clock(at, home, viewer.hour12) : momentLabel(at, home, viewer.hour12, at, language);
	return (
		<span className="block">
			{momentLabel(at, viewer.zone, viewer.hour12, at, language)}
			{!sameClock(at, viewer.zone, home) && (
				<span className="block text-sm text-soft">
					{words("times.there", { there, city: zoneCity(home) })}
				</span>
			)}
		</span>
	);
}
