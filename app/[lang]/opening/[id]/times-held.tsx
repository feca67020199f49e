import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Ticket } from "@/lib/openings/schema";
import { minutesBetween } from "@/lib/time";
import { clock, nearLabel } from "@/lib/time-words";
import { atStart } from "../../../_ui/at-start.ts";
import { plainButton } from "../../../_ui/button.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";

type Props = { ticket: Ticket | undefined; viewer: Viewer; now: number; plain?: boolean };

/** What this place holds just now, by a page that died or on another device. Without a script there is no going on with it. */
export function TimesHeld({ ticket, viewer, now, plain }: Props) {
	const words = useTranslations("turn");
	const language = useLocale();
	const { zone, hour12 } = viewer;
	const held = ticket?.holds.filter(({ heldUntil }) => Date.parse(heldUntil) > now) ?? [];
	return held.map(({ hold, startsAt, endsAt, heldUntil, teacher, handle, type }) => (
		<div
			key={hold}
			className="flex flex-wrap items-center justify-between gap-3 rounded-xl bg-brass-tint px-4 py-3 text-brass-ink"
		>
			<p>
				{words.rich("held.line", {
					when: atStart(nearLabel(startsAt, zone, hour12, now, language)),
					until: clock(heldUntil, zone, hour12),
					...{ teacher, b: bold },
				})}
				{plain && ` ${words("held.elsewhere")}`}
			</p>
			{!plain && (
				<a
					href={`/t/${handle}?type=${type}&minutes=${minutesBetween(startsAt, endsAt)}`}
					className={plainButton}
				>
					{words("held.goOn")}
				</a>
			)}
		</div>
	));
}

/** A page without a script is made at the server, which cannot call what a browser's file gives. */
function bold(chunks: ReactNode): ReactNode {
	return <b className="font-[680] tabular-nums">{chunks}</b>;
}
