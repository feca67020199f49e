"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { Language } from "@/lib/languages/languages";
import { alarmButton, plainButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { TextArea } from "../../../_ui/field.tsx";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { type No, send } from "../../../_ui/send.ts";
import { unheard } from "../../../_ui/wait.ts";

type Props = {
	booking: string;
	/** Until when this one can be; undefined where it cannot any more, and only others of its series can. */
	until: string | undefined;
	teacher: string;
	/** How many dates of its series can be, itself among them. */
	coming: number;
	/** It is only asked for, and can be taken back until there is an answer. */
	asked?: boolean;
};

/** Cancelling takes two steps, so that no thumb does it by accident. */
export function CancelBooking({ booking, until, teacher, coming, asked = false }: Props) {
	const [open, setOpen] = useState(false);
	const [sending, setSending] = useState<"one" | "all">();
	const [no, setNo] = useState<No>();
	const [reason, setReason] = useState("");
	const [refreshing, refresh] = useTransition();
	const router = useRouter();
	const wrong = no?.fields?.reason;
	const busy = sending !== undefined || refreshing;
	const several = coming > 1;
	const words = useTranslations("change");
	const language = useLocale();
	const said = useTranslations(`change.${asked ? "asked" : several ? "several" : "one"}`);

	async function cancel(what: "one" | "all") {
		if (busy) return;
		setSending(what);
		setNo(undefined);
		const path = what === "all" ? "/api/series-cancellations" : "/api/cancellations";
		const answer = await send(path, { booking, reason });
		setSending(undefined);
		if (answer.no) return setNo(answer.no);
		refresh(() => {
			setOpen(false);
			router.replace(`/b/${booking}`);
			router.refresh();
		});
	}
	return (
		<>
			{/* Without script, the second step is a page. */}
			<form
				action={`/b/${booking}/cancel`}
				onSubmit={(event) => {
					event.preventDefault();
					setOpen(true);
				}}
			>
				<button type="submit" ref={handOverFocus} aria-haspopup="dialog" className={plainButton}>
					{said("open")}
				</button>
			</form>
			{open && (
				<Dialog title={said("title")} onClose={() => !busy && setOpen(false)}>
					<p className="mb-5 text-soft">
						{said("what", { teacher })}{" "}
						{!asked && until && words(several ? "several.until" : "one.until", { until })}
					</p>
					<div className="mb-5">
						<TextArea
							label={words("why")}
							hint={words("whyHint", { teacher })}
							maxLength={500}
							value={reason}
							onChange={(event) => setReason(event.target.value)}
							error={wrong}
						/>
					</div>
					{no && !wrong && (
						<div className="mb-5">
							<Notice tone="alarm">{noOf(no, words("harmless"), language)}</Notice>
						</div>
					)}
					<div className={`grid gap-3 ${several ? "" : "sm:grid-cols-2"}`}>
						<button
							type="button"
							onClick={() => !busy && setOpen(false)}
							aria-disabled={busy}
							className={plainButton}
						>
							{said("keep")}
						</button>
						{(until || asked) && (
							<button
								type="button"
								onClick={() => cancel("one")}
								aria-disabled={busy}
								className={alarmButton}
							>
								{sending === "one" ? said("sending") : said("yes")}
							</button>
						)}
						{several && (
							<button
								type="button"
								onClick={() => cancel("all")}
								aria-disabled={busy}
								className={alarmButton}
							>
								{sending === "all" ? said("sending") : words("several.all", { count: coming })}
							</button>
						)}
					</div>
				</Dialog>
			)}
		</>
	);
}

function noOf({ code, message, later }: No, harmless: string, language: Language): string {
	return code === "UNSURE" ? unheard(harmless, later, language) : message;
}
