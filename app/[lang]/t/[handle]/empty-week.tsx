"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AppointmentType } from "@/lib/teachers/schema";
import { type Day, sameClock } from "@/lib/time";
import { momentLabel, zoneLabel } from "@/lib/time-words";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { type Host, listsOf } from "./host.ts";
import { NextFree } from "./next-free.tsx";
import type { Bell } from "./use-bell.ts";
import type { WeekView } from "./use-week.ts";
import type { FullWeek } from "./waiting/use-full.ts";
import { WaitNote } from "./waiting/wait-note.tsx";

type Props = {
	host: Host;
	type: AppointmentType;
	/** Where it is not the usual duration. */
	minutes: number | undefined;
	viewer: Viewer;
	week: WeekView;
	full: FullWeek;
	bell: Bell;
	now: number;
	lastDay: Day;
	onJump: (day: Day) => void;
	onWait: () => void;
};

/** Why there is nothing in these seven days, and what to do. */
export function EmptyWeek({
	host,
	type,
	minutes,
	viewer,
	week,
	full,
	bell,
	now,
	lastDay,
	onJump,
	onWait,
}: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	if (!host.hasHours) {
		return (
			<Empty title={words("empty.noHours")}>
				<Why>{words("empty.noHoursWhy", { host: host.name })}</Why>
			</Empty>
		);
	}
	if (week.closed) {
		return (
			<Empty title={words("empty.over")}>
				<Why>{words("empty.overWhy")}</Why>
			</Empty>
		);
	}
	if (!bell.open && bell.at) {
		const opensAt = bell.at;
		const { zone, hour12 } = viewer;
		const home = host.timeZone;
		return (
			<Empty title={words("bell.opens", { when: momentLabel(opensAt, zone, hour12, now, language) })}>
				<Why>
					{!sameClock(opensAt, zone, home) &&
						`${words("bell.there", { when: momentLabel(opensAt, home, hour12, now, language), zone: zoneLabel(opensAt, home) })} `}
					{words("bell.appear")}
				</Why>
			</Empty>
		);
	}
	return (
		<Empty title={words(full.starts.length > 0 ? "empty.full" : "empty.nothing")}>
			<NextFree
				wish={{ of: listsOf(host), type: type.handle, minutes, zone: viewer.zone }}
				after={week.days.at(-1) ?? ""}
				lastDay={lastDay}
				onJump={onJump}
			/>
			{full.starts.length > 0 && <WaitNote all onOpen={onWait} />}
		</Empty>
	);
}

function Empty({ title, children }: { title: string; children: ReactNode }) {
	return (
		<EmptyBox bell title={title} level="h3">
			{children}
		</EmptyBox>
	);
}

function Why({ children }: { children: ReactNode }) {
	return <p className="mx-auto mt-2 max-w-sm text-soft">{children}</p>;
}
