"use client";

import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Language } from "@/lib/languages/languages";
import type { Words } from "@/lib/languages/words";
import { minutesWords } from "@/lib/teachers/duration-words";
import { offsetMinutes } from "@/lib/time";
import { zoneCity, zoneLabel } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import type { Host } from "./host.ts";

const ZoneDialog = dynamic(() => import("./zone-dialog.tsx").then((file) => file.ZoneDialog), { ssr: false });

type Props = { viewer: Viewer; host: Host; now: number; onChoose: (zone: string | null) => void };

/** In whose time the times are, and the way to another. */
export function ZonePicker({ viewer, host, now, onChoose }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const { zone } = viewer;
	const [open, setOpen] = useState(false);
	const apart = difference(now, zone, host, words, language);
	return (
		<div className="text-sm">
			<button
				type="submit"
				// Without script, the zones are a page.
				name="choose"
				value="zone"
				aria-haspopup="dialog"
				onClick={() => setOpen(true)}
				className="-mx-2 inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2 hover:bg-chalk"
			>
				<span>
					{words.rich("zone.timesIn", {
						zone: zoneLabel(now, zone),
						b: (chunks) => <b className="font-[680]">{chunks}</b>,
					})}
				</span>
				<span className="underline decoration-edge underline-offset-4">{words("zone.change")}</span>
			</button>
			{apart && <p className="text-soft">{apart}</p>}
			{open && (
				<ZoneDialog
					viewer={viewer}
					home={host.timeZone}
					now={now}
					onChoose={onChoose}
					onClose={() => setOpen(false)}
				/>
			)}
		</div>
	);
}

/** `Ms Okafor is in London, 1 h behind.` */
function difference(
	now: number,
	zone: string,
	host: Host,
	words: Words<"board">,
	language: Language,
): string {
	const minutes = offsetMinutes(now, host.timeZone) - offsetMinutes(now, zone);
	if (minutes === 0) return "";
	const hours = Math.floor(Math.abs(minutes) / 60);
	const rest = Math.abs(minutes) % 60;
	const apart = [
		hours && `${hours} ${language === "de" ? "Std." : "h"}`,
		rest && minutesWords(rest, language),
	];
	return words(minutes < 0 ? "zone.behind" : "zone.ahead", {
		host: host.name,
		city: zoneCity(host.timeZone),
		apart: apart.filter(Boolean).join(" "),
	});
}
