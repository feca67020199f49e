"use client";

import { eachOf } from "@/lib/openings/place-words";
import type { Opening } from "@/lib/openings/schema";
import { dayOf, sameClock } from "@/lib/time";
import { clock, momentLabel, zoneCity, zoneLabel } from "@/lib/time-words";
import { useViewer, type Viewer } from "../../_ui/use-viewer.ts";

/** When it opens, and for whom when, in the reader's zone with the school's beside it where its clocks differ. */
export function OpeningTimes({ opening }: { opening: Opening }) {
	const home = opening.timeZone ?? "UTC";
	const [viewer] = useViewer(home);
	const { audience, groups, closesAt, opensAt, bookingsEach } = opening;
	return (
		<dl className="grid gap-4">
			<div>
				<dt className="text-sm text-soft">Opens</dt>
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
				<dd className="text-sm text-soft">Times in {zoneLabel(opensAt, viewer.zone)}</dd>
			</div>
			{closesAt && (
				<div>
					<dt className="text-sm text-soft">Closes</dt>
					<dd>
						<Both at={closesAt} viewer={viewer} home={home} />
					</dd>
				</div>
			)}
			<div>
				<dt className="text-sm text-soft">For each {eachOf(audience)}</dt>
				<dd>{bookingsEach === 1 ? "One booking" : `Up to ${bookingsEach} bookings`}</dd>
			</div>
		</dl>
	);
}

function Both({ at, viewer, home }: { at: string; viewer: Viewer; home: string }) {
	const sameDay = dayOf(at, home) === dayOf(at, viewer.zone);
	const there = (sameDay ? clock : momentLabel)(at, home, viewer.hour12);
	return (
		<span className="block">
			{momentLabel(at, viewer.zone, viewer.hour12)}
			{!sameClock(at, viewer.zone, home) && (
				<span className="block text-sm text-soft">
					{there} in {zoneCity(home)}, where the school is
				</span>
			)}
		</span>
	);
}
