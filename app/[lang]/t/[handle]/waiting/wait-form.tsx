"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { primaryButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import { useFocusOnWrong } from "../../../../_ui/use-focus-on-wrong.ts";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { EmailField, NameField } from "../../../../_ui/who-fields.tsx";
import type { Booker } from "../booker.ts";
import { checkWho } from "../form-words.ts";
import type { Full } from "./use-full.ts";
import type { Joining } from "./use-join.ts";
import { waitGroups } from "./wait-choice.ts";
import { WhenPick } from "./when-pick.tsx";

type Props = { full: Full[]; free: Full[]; viewer: Viewer; booker: Booker; join: Joining };

/** What one waits for, who waits, and a button. */
export function WaitForm({ full, free, viewer, booker, join }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const groups = waitGroups({ full, free, viewer }, words, language);
	const [when, setWhen] = useState(groups[0]?.options[0]?.value ?? "any");
	const [who, setWho] = useState(booker);
	const [missing, setMissing] = useState<Record<string, string>>({});
	const [told, setTold] = useState(0);
	const form = useFocusOnWrong(told);
	const { no, busy } = join;
	const faults: Record<string, string | undefined> = { ...no?.fields, ...missing };

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const wrong = checkWho(who, words);
		setMissing(wrong);
		if (Object.keys(wrong).length > 0 || (await join.ask(when, who))) setTold((times) => times + 1);
	}
	const inFields = faults.name || faults.email;
	return (
		<form ref={form} onSubmit={submit} noValidate className="grid gap-4">
			<WhenPick
				groups={groups}
				anything={free.length === 0}
				value={when}
				onChange={(event) => setWhen(event.target.value)}
			/>
			<NameField
				readOnly={busy}
				value={who.name}
				onChange={(event) => setWho({ ...who, name: event.target.value })}
				error={faults.name}
			/>
			<EmailField
				readOnly={busy}
				value={who.email}
				onChange={(event) => setWho({ ...who, email: event.target.value })}
				error={faults.email}
				hint={words("wait.hint")}
			/>
			{no && !inFields && <Notice tone="alarm">{no.message}</Notice>}
			<button type="submit" aria-disabled={busy} className={`${primaryButton} min-h-13 text-lg`}>
				{words(busy ? "form.asking" : "wait.put")}
			</button>
		</form>
	);
}
