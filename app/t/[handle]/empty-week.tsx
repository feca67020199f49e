"use client";

import type { ReactNode } from "react";
import type { AppointmentType } from "@/lib/teachers/schema";
import { type Day, sameClock } from "@/lib/time";
import { momentLabel, zoneLabel } from "@/lib/time-words";
import { Bell as BellSign } from "../../_ui/bell.tsx";
import type { Viewer } from "../../_ui/use-viewer.ts";
import { type Host, listsOf } from "./host.ts";
import { NextFree } from "./next-free.tsx";
import type { Bell } from "./use-bell.ts";
import type { WeekView } from "./use-week.ts";

type Props = {
	host: Host;
	type: AppointmentType;
	/** Where it is not the usual duration. */
	minutes: number | undefined;
	viewer: Viewer;
	week: WeekView;
	bell: Bell;
	now: number;
	lastDay: Day;
	onJump: (day: Day) => void;
};

/** Why there is nothing in these seven days, and what to do. */
export function EmptyWeek({ host, type, minutes, viewer, week, bell, now, lastDay, onJump }: Props) {
	if (!host.hasHours) {
		return (
			<Empty title="No hours are published yet">
				<Words>As soon as {host.name} publishes some, free times appear here.</Words>
			</Empty>
		);
	}
	if (week.closed) {
		return (
			<Empty title="Bookings are over">
				<Words>Nothing more can be booked here. Please ask the school if you need a time.</Words>
			</Empty>
		);
	}
	if (!bell.open && bell.at) {
		const opensAt = bell.at;
		const { zone, hour12 } = viewer;
		const home = host.timeZone;
		return (
			<Empty title={`Bookings open ${momentLabel(opensAt, zone, hour12, now)}`}>
				<Words>
					{!sameClock(opensAt, zone, home) &&
						`That is ${momentLabel(opensAt, home, hour12, now)} in ${zoneLabel(opensAt, home)}, the teacher’s time. `}
					The free times appear here by themselves.
				</Words>
			</Empty>
		);
	}
	return (
		<Empty title="Nothing free in these days">
			<NextFree
				wish={{ of: listsOf(host), type: type.handle, minutes, zone: viewer.zone }}
				after={week.days.at(-1) ?? ""}
				lastDay={lastDay}
				onJump={onJump}
			/>
		</Empty>
	);
}

function Empty({ title, children }: { title: string; children: ReactNode }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<BellSign className="mx-auto mb-4 size-10 opacity-60" />
			<h3 className="text-xl">{title}</h3>
			{children}
		</div>
	);
}

function Words({ children }: { children: ReactNode }) {
	return <p className="mx-auto mt-2 max-w-sm text-soft">{children}</p>;
}
