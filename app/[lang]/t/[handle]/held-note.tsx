import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Language } from "@/lib/languages/languages";
import type { AppointmentType } from "@/lib/teachers/schema";
import { dayOf, minutesBetween } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { atStart } from "../../../_ui/at-start.ts";
import { plainButton } from "../../../_ui/button.ts";
import { NoteBar } from "../../../_ui/note-bar.tsx";
import type { No } from "../../../_ui/send.ts";
import { strong } from "../../../_ui/turn-bar.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import type { LeftHold } from "./kept-hold.ts";
import type { HoldFlow } from "./use-hold.ts";

type Props = {
	holds: LeftHold[];
	/** What this board is of, and as long as it shows. */
	type: AppointmentType;
	minutes: number | undefined;
	viewer: Viewer;
	flow: HoldFlow;
	/** What to do once one is given back, in words that say so. */
	then?: { label: string; go: () => void };
};

/** What is held and has no form: by a page that died, or on another device. One goes on with it, or gives it back. */
export function HeldNotes({ holds, type, minutes = type.durationMinutes, ...props }: Props) {
	const isHere = ({ path, type: of, hold }: LeftHold) =>
		path === location.pathname &&
		of === type.handle &&
		minutesBetween(hold.startsAt, hold.endsAt) === minutes;
	return holds.map((left) => <HeldNote key={left.hold.hold} left={left} isHere={isHere(left)} {...props} />);
}

type OneProps = Pick<Props, "viewer" | "flow" | "then"> & { left: LeftHold; isHere: boolean };

function HeldNote({ left, isHere, viewer, flow, then }: OneProps) {
	const words = useTranslations("turn");
	const language = useLocale();
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	async function giveBack() {
		if (busy) return;
		setBusy(true);
		const refused = await flow.giveBack(left.hold.hold);
		setBusy(false);
		setNo(refused);
		if (!refused) then?.go();
	}
	return (
		<NoteBar no={no} className="mb-4">
			<p>{words.rich("held.line", { ...saidOf(left, viewer, language), b: strong })}</p>
			<span className="flex flex-wrap gap-2">
				{isHere ? (
					<button type="button" onClick={() => flow.goOn(left)} className={plainButton}>
						{words("held.goOn")}
					</button>
				) : (
					<a href={boardOf(left)} className={plainButton}>
						{words("held.goOn")}
					</a>
				)}
				<button type="button" onClick={giveBack} aria-disabled={busy} className={plainButton}>
					{busy ? words("moment") : (then?.label ?? words("held.giveBack"))}
				</button>
			</span>
		</NoteBar>
	);
}

/** The same to be read aloud. */
export function HeldWords({ holds, viewer }: Pick<Props, "holds" | "viewer">): ReactNode {
	const words = useTranslations("turn");
	const language = useLocale();
	const said = holds.map((left) =>
		words.markup("held.line", { ...saidOf(left, viewer, language), b: (chunks) => chunks }),
	);
	return said.join(" ");
}

function saidOf({ hold, whom, until }: LeftHold, { zone, hour12 }: Viewer, language: Language) {
	const day = atStart(dayLabel(dayOf(hold.startsAt, zone), "short", language));
	return {
		when: `${day}, ${clock(hold.startsAt, zone, hour12)}`,
		teacher: whom,
		until: clock(until, zone, hour12),
	};
}

/** The board on which its form can be opened. */
function boardOf({ path, type, hold }: LeftHold): string {
	return `${path}?type=${type}&minutes=${minutesBetween(hold.startsAt, hold.endsAt)}`;
}
