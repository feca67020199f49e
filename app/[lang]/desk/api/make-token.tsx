"use client";

import { type FormEvent, useRef, useState } from "react";
import type { Token } from "@/lib/tokens/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { Choice } from "../../../_ui/choice.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { newKey } from "../../../_ui/send.ts";
import { Checks } from "./checks.tsx";
import { useAsking } from "./use-asking.ts";
import type { useTokens } from "./use-tokens.ts";
import { noWords, scopeWords } from "./words.ts";

type Props = Pick<ReturnType<typeof useTokens>, "make"> & {
	onMade: (secret: string) => void;
	onClose: () => void;
};

const lives = [
	{ value: "90", label: "After 90 days" },
	{ value: "365", label: "After a year" },
	{ value: "", label: "Never", hint: "Until you remove it." },
];

export function MakeToken({ make, onMade, onClose }: Props) {
	const [name, setName] = useState("");
	const [scopes, setScopes] = useState<Token["scopes"]>(["bookings:read"]);
	const [days, setDays] = useState("365");
	const { busy, no, form, ask } = useAsking();
	// The same until it is made: asking again makes no second one.
	const token = useRef(newKey());

	async function save(event: FormEvent) {
		event.preventDefault();
		const wish = { token: token.current, name, scopes, days: days ? Number(days) : null };
		const made = await ask(() => make(wish));
		if (made?.secret) onMade(made.secret);
	}
	return (
		<Dialog title="New token" onClose={onClose}>
			<form ref={form} noValidate onSubmit={save} className="grid gap-5">
				<Field
					label="What is it for?"
					data-first
					maxLength={60}
					autoComplete="off"
					placeholder="Our website"
					value={name}
					onChange={(event) => setName(event.target.value)}
					error={no?.fields?.name}
				/>
				<Checks
					legend="It may"
					words={scopeWords}
					chosen={scopes}
					onChange={setScopes}
					error={no?.fields?.scopes}
				/>
				<Choice legend="It runs out" options={lives} value={days} onChange={setDays} />
				{no && !no.fields && <Notice tone="alarm">{noWords(no)}</Notice>}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Making it …" : "Make it"}
				</button>
			</form>
		</Dialog>
	);
}
