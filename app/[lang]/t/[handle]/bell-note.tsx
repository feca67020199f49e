import { useLocale, useTranslations } from "next-intl";
import { sameClock } from "@/lib/time";
import { momentLabel, zoneLabel } from "@/lib/time-words";
import { countdown } from "../../../_ui/countdown.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import type { Host } from "./host.ts";
import type { Bell } from "./use-bell.ts";

type Props = { bell: Bell; host: Host; viewer: Viewer; now: number };

const dayMs = 86_400_000;

/** Over times that can be looked at and not booked yet: when they can, and how long that is. */
export function BellNote({ bell, host, viewer, now }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const { at, inMs } = bell;
	if (!at) return null;
	const { zone, hour12 } = viewer;
	const home = host.timeZone;
	return (
		<div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 rounded-xl bg-brass-tint px-4 py-3 text-brass-ink">
			<div>
				<h3 className="text-lg">
					{words("bell.opens", { when: momentLabel(at, zone, hour12, now, language) })}
				</h3>
				<p className="text-sm">
					{!sameClock(at, zone, home) &&
						`${words("bell.there", { when: momentLabel(at, home, hour12, now, language), zone: zoneLabel(at, home) })} `}
					{words("bell.why")}
				</p>
			</div>
			{inMs !== undefined && inMs < dayMs && (
				<p role="timer" className="text-2xl font-[680] tabular-nums">
					{countdown(inMs, language)}
				</p>
			)}
		</div>
	);
}
