"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { SharedCalendar as Shared } from "@/lib/calendars/schema";
import { dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { plainButton, primaryButton, quietButton } from "./button.ts";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { send } from "./send.ts";

type Props = {
	of: "desk" | "mine";
	/** Since when there is an address; null for none. */
	first: string | null;
	zone: string;
};

/** A calendar's own secret address, for a program that asks by itself. It is told once, as it is kept nowhere. */
export function SharedCalendar({ of, first, zone }: Props) {
	const [sharedAt, setSharedAt] = useState(first);
	const [url, setUrl] = useState<string>();
	const [busy, setBusy] = useState<"making" | "removing">();
	const [said, setSaid] = useState<{ words: string; isNo?: boolean }>();

	const words = useTranslations("calendar");
	const language = useLocale();

	async function make() {
		if (busy) return;
		setBusy("making");
		const { data, no } = await send<Shared>("/api/calendar-feeds", { of });
		setBusy(undefined);
		setUrl(data?.url);
		setSaid(no && { words: no.message, isNo: true });
		if (data) setSharedAt(new Date().toISOString());
	}
	async function remove() {
		if (busy) return;
		setBusy("removing");
		const { no } = await send("/api/calendar-feed-removals", { of });
		setBusy(undefined);
		if (no) return setSaid({ words: no.message, isNo: true });
		setUrl(undefined);
		setSharedAt(null);
		setSaid({ words: words("removed") });
	}
	return (
		<div className="grid justify-items-start gap-4">
			{said && <Notice tone={said.isNo ? "alarm" : "calm"}>{said.words}</Notice>}
			{url ? (
				<Told url={url} />
			) : (
				sharedAt && (
					<p className="text-soft">
						{words("since", { day: dayLabel(dayOf(sharedAt, zone), "short", language) })}
					</p>
				)
			)}
			<p className="flex flex-wrap items-center gap-x-2 gap-y-3">
				<button
					type="button"
					onClick={make}
					aria-disabled={busy !== undefined}
					className={sharedAt ? plainButton : primaryButton}
				>
					{words(busy === "making" ? "making" : sharedAt ? "makeNew" : "make")}
				</button>
				{sharedAt && (
					<button
						type="button"
						onClick={remove}
						aria-disabled={busy !== undefined}
						className={`${quietButton} text-soft`}
					>
						{words(busy === "removing" ? "removing" : "remove")}
					</button>
				)}
			</p>
			<noscript>
				<p className="text-soft">{words("noScript")}</p>
			</noscript>
		</div>
	);
}

function Told({ url }: { url: string }) {
	const words = useTranslations("calendar");
	const field = useRef<HTMLDivElement>(null);
	const [copied, setCopied] = useState(false);
	async function copy() {
		field.current?.querySelector("input")?.select();
		// Browsers have no clipboard on an address without TLS; what is selected can be copied by hand.
		await navigator.clipboard?.writeText(url).then(
			() => setCopied(true),
			() => {},
		);
	}
	return (
		<div ref={field} className="grid w-full gap-3">
			<Notice>{words("told")}</Notice>
			<Field label={words("address")} readOnly value={url} onFocus={(event) => event.target.select()} />
			<p className="flex flex-wrap items-center gap-3">
				<button type="button" onClick={copy} className={primaryButton}>
					{words(copied ? "copied" : "copy")}
				</button>
				<a href={url.replace(/^https?:/, "webcal:")} className={quietButton}>
					{words("open")}
				</a>
			</p>
		</div>
	);
}
