"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { primaryButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import { send } from "../../../../_ui/send.ts";
import { unheard } from "../../../../_ui/wait.ts";

type Props = {
	booking: string;
	startsAt: string;
	/** Whose pass this browser has to show, where there is one. */
	opening: string | undefined;
	/** One for each time that is chosen: sent twice, it is the same request. */
	requestKey: string;
	teacher: string;
};

/** The button that moves it. Without script it is a plain form, and its answer the same page. */
export function MoveForm({ booking, startsAt, opening, requestKey, teacher }: Props) {
	const [sending, setSending] = useState(false);
	const [unsure, setUnsure] = useState<string>();
	const [leaving, leave] = useTransition();
	const router = useRouter();
	const busy = sending || leaving;
	const words = useTranslations("change.move");
	const language = useLocale();

	async function move(event: FormEvent) {
		event.preventDefault();
		if (busy) return;
		setSending(true);
		setUnsure(undefined);
		const { no } = await send("/api/moves", { booking, startsAt, opening }, { key: requestKey });
		setSending(false);
		if (no?.code === "UNSURE") return setUnsure(unheard(words("harmless"), no.later, language));
		leave(() => {
			router.replace(no ? `/b/${booking}/move?${refused(startsAt, no)}` : `/b/${booking}?moved=1`);
			router.refresh();
		});
	}
	const fields = { booking, startsAt, key: requestKey, ...(opening && { opening }) };
	return (
		<form method="post" action="/api/form-moves" onSubmit={move} className="mt-5 grid gap-4">
			{Object.entries(fields).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{unsure && <Notice tone="alarm">{unsure}</Notice>}
			<p className="text-sm text-soft">{words("what", { teacher })}</p>
			<button type="submit" aria-disabled={busy} className={`${primaryButton} min-h-13 text-lg`}>
				{words(busy ? "sending" : "yes")}
			</button>
		</form>
	);
}

/** The page that says why, and what else is free. */
function refused(
	startsAt: string,
	{ code, retryAfter }: { code: string; retryAfter?: number },
): URLSearchParams {
	return new URLSearchParams({ slot: startsAt, no: code, ...(retryAfter && { wait: String(retryAfter) }) });
}
