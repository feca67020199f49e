"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { withWords } from "@/lib/bookings/with-words";
import type { Slot } from "@/lib/slots/schema";
import type { AppointmentType } from "@/lib/teachers/schema";
import { placeWords, whatNext } from "@/lib/waits/wait-words";
import { primaryButton } from "../../../../_ui/button.ts";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { strong } from "../../../../_ui/turn-bar.tsx";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { useRememberedBooker } from "../booker.ts";
import type { Host } from "../host.ts";
import type { FullWeek } from "./use-full.ts";
import { useJoin } from "./use-join.ts";
import { WaitForm } from "./wait-form.tsx";

type Props = {
	host: Host;
	type: AppointmentType;
	minutes: number | undefined;
	viewer: Viewer;
	full: FullWeek;
	free: Slot[];
	onClose: () => void;
};

/** From a full week to a place in line. */
export function WaitDialog({ host, type, minutes, viewer, full, free, onClose }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const [remembered] = useRememberedBooker();
	// What is full when it is opened: a list that changes under one's finger helps nobody.
	const [known] = useState({ full: full.starts, free });
	const wish = { teacher: host.handle, type: type.handle, ...(minutes && { durationMinutes: minutes }) };
	const join = useJoin(wish, viewer.zone, host.timeZone);
	const { place } = join;
	if (place !== undefined) {
		return (
			<Dialog title={words("wait.onList")} onClose={onClose}>
				<div role="status">
					<p className="mb-3 text-lg">
						{words.rich("wait.place", { place: placeWords(place, language), b: strong })}
					</p>
					<p className="mb-5 text-soft">
						{whatNext(language)} {words("wait.mailed")}
					</p>
				</div>
				<button type="button" onClick={onClose} className={`${primaryButton} w-full`}>
					{words("wait.done")}
				</button>
			</Dialog>
		);
	}
	return (
		<Dialog title={words("wait.title")} onClose={onClose}>
			<p className="mb-5 text-soft">
				{words("wait.why", { what: withWords(type.name, host.name, language) })}
			</p>
			<WaitForm {...known} viewer={viewer} booker={remembered ?? { name: "", email: "" }} join={join} />
		</Dialog>
	);
}
