import { useLocale, useTranslations } from "next-intl";
import type { AppointmentType } from "@/lib/teachers/schema";
import { type Day, dayOf } from "@/lib/time";
import { clock, dayLabel, spanLabel } from "@/lib/time-words";
import { plainButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { BellNote } from "./bell-note.tsx";
import { DayTimes } from "./day-times.tsx";
import { EmptyWeek } from "./empty-week.tsx";
import type { Host } from "./host.ts";
import { findAsked, useBroughtToAsked } from "./use-asked-time.ts";
import type { Bell } from "./use-bell.ts";
import type { HoldFlow } from "./use-hold.ts";
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
	/** What is taken and can be waited for. */
	full: FullWeek;
	bell: Bell;
	/** Whether it is one's turn, where bookings go by turns. */
	mayPick: boolean;
	hold: HoldFlow;
	now: number;
	today: Day;
	lastDay: Day;
	/** The time of these days that the link asks for. */
	askedAt: number | undefined;
	onJump: (day: Day) => void;
	onWait: () => void;
};

/** The free times of seven days: columns where there is room, a list on a phone. */
export function WeekTimes(props: Props) {
	const {
		host,
		type,
		minutes,
		viewer,
		week,
		full,
		bell,
		mayPick,
		hold,
		now,
		today,
		lastDay,
		askedAt,
		onJump,
		onWait,
	} = props;
	const words = useTranslations("board");
	const language = useLocale();
	const { days, byDay, slots, failed, again } = week;
	const count = slots.length;
	const asked = findAsked(slots, askedAt);
	const within = useBroughtToAsked(byDay && asked);
	if (!byDay) return failed ? <CouldNotLoad again={again} /> : <Waiting days={days} />;
	return (
		<div className="mt-4">
			{failed && (
				<div className="mb-3">
					<Notice tone="brass">{words("week.stale")}</Notice>
				</div>
			)}
			{askedAt && !asked && hold.phase.at === "closed" && (
				<div className="mb-3">
					<Notice tone="brass">
						{dayLabel(dayOf(askedAt, viewer.zone), "short", language)},{" "}
						{clock(askedAt, viewer.zone, viewer.hour12)} · {words("hold.gone")}
					</Notice>
				</div>
			)}
			<p className="sr-only">
				{words("week.count", { count, days: spanLabel(days[0] ?? "", days.at(-1) ?? "", language) })}
			</p>
			{count > 0 && !bell.open && <BellNote bell={bell} host={host} viewer={viewer} now={now} />}
			<p role="status" className="sr-only">
				{bell.rang && words("bell.open")}
			</p>
			{count ? (
				<div ref={within} className="grid gap-6 lg:grid-cols-7 lg:gap-0">
					{days.map((day) => (
						<DayTimes
							key={day}
							day={day}
							today={day === today}
							slots={byDay.get(day) ?? []}
							type={type.handle}
							seats={type.seats}
							viewer={viewer}
							home={host.timeZone}
							busy={hold.phase.at === "holding" ? hold.phase.slot.startsAt : undefined}
							onPick={hold.pick}
							closed={!bell.open || !mayPick}
							full={full.byDay.has(day)}
							asked={asked}
						/>
					))}
				</div>
			) : (
				<EmptyWeek
					key={`${type.handle} ${minutes} ${days[0]}`}
					host={host}
					type={type}
					minutes={minutes}
					viewer={viewer}
					week={week}
					full={full}
					bell={bell}
					now={now}
					lastDay={lastDay}
					onJump={onJump}
					onWait={onWait}
				/>
			)}
			{count > 0 && full.starts.length > 0 && <WaitNote all={false} onOpen={onWait} />}
		</div>
	);
}

function CouldNotLoad({ again }: { again: WeekView["again"] }) {
	const words = useTranslations("board");
	return (
		<div role="alert" className="mt-4 rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<h3 className="text-xl">{words("week.failed")}</h3>
			<p className="mt-2 mb-5 text-soft">{words("week.failedWhy")}</p>
			<button type="button" onClick={() => again()} className={plainButton}>
				{words("tryAgain")}
			</button>
		</div>
	);
}

function Waiting({ days }: { days: Day[] }) {
	const words = useTranslations("board");
	return (
		<div role="status" className="mt-4 grid gap-6 lg:grid-cols-7 lg:gap-3">
			<span className="sr-only">{words("week.loading")}</span>
			{days.map((day) => (
				<div key={day} className="grid animate-breathe grid-cols-3 gap-2 lg:grid-cols-1">
					<div className="col-span-3 mb-1 h-6 w-20 rounded-md bg-line lg:col-span-1 lg:h-12 lg:w-full" />
					<div className="h-11 rounded-xl bg-line" />
					<div className="h-11 rounded-xl bg-line" />
					<div className="h-11 rounded-xl bg-line" />
				</div>
			))}
		</div>
	);
}
