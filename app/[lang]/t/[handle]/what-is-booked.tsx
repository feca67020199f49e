import { useLocale } from "next-intl";
import { placeWords } from "@/lib/bookings/place-words";
import { withWords } from "@/lib/bookings/with-words";
import type { Slot } from "@/lib/slots/schema";
import { BothTimes } from "../../../_ui/both-times.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { AskNote } from "./ask-note.tsx";
import { CancelNote } from "./cancel-note.tsx";
import type { Offer } from "./use-offer.ts";

type Props = { slot: Slot; offer: Offer; home: string; viewer: Viewer };

/** What it is, with whom, when and where, and whether it could be cancelled. */
export function WhatIsBooked({ slot, offer: { type, teacher, whom }, home, viewer }: Props) {
	const language = useLocale();
	const place = placeWords({ kind: type.placeKind, text: type.address }, language);
	return (
		<>
			<p className="mb-3 text-soft" aria-live={teacher ? "polite" : undefined}>
				{withWords(type.name, whom, language)}
			</p>
			<BothTimes {...slot} zone={viewer.zone} home={home} hour12={viewer.hour12} />
			{place && <p className="mt-3 wrap-anywhere">{place}</p>}
			<AskNote startsAt={slot.startsAt} type={type} teacher={whom} viewer={viewer} />
			<CancelNote
				startsAt={slot.startsAt}
				cutoffMinutes={type.cutoffMinutes}
				teacher={whom}
				viewer={viewer}
			/>
		</>
	);
}
