"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Language } from "@/lib/languages/languages";
import type { OwnOpening } from "@/lib/office/schema";
import { primaryButton } from "../../../../../_ui/button.ts";
import { Field } from "../../../../../_ui/field.tsx";
import { Notice } from "../../../../../_ui/notice.tsx";
import { Pick } from "../../../../../_ui/pick.tsx";
import { PickLanguage } from "./pick-language.tsx";
import { useInvite } from "./use-invite.ts";

type Props = {
	opening: OwnOpening;
	language: Language;
	onLanguage: (language: Language) => void;
	onDone: () => void;
};

/** One family by hand. */
export function AddFamily({ opening, language, onLanguage, onDone }: Props) {
	const { groups } = opening;
	const { busy, no, invited, invite, touch } = useInvite(opening.id, onDone);
	const [email, setEmail] = useState("");
	const [name, setName] = useState("");
	const [group, setGroup] = useState(groups.length - 1);
	const [last, setLast] = useState("");
	const form = useRef<HTMLFormElement>(null);

	async function submit(event: FormEvent) {
		event.preventDefault();
		if (busy) return;
		const done = await invite([{ email, name: name.trim() || null, group, language }]);
		if (done) {
			setLast(email.trim());
			setEmail("");
			setName("");
		}
		if (done) form.current?.querySelector<HTMLElement>("[name=email]")?.focus();
	}
	useEffect(() => {
		if (no?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [no]);
	return (
		<section aria-labelledby="add-one" className="rounded-2xl border border-line bg-card p-5">
			<h2 id="add-one" className="mb-4 text-xl">
				Add one family
			</h2>
			<form ref={form} noValidate onSubmit={submit} className="grid gap-4">
				<Field
					label="E-mail"
					name="email"
					type="email"
					inputMode="email"
					autoComplete="off"
					value={email}
					onChange={(event) => {
						setEmail(event.target.value);
						touch();
					}}
					error={no?.fields?.["families.0.email"]}
				/>
				<Field
					label="Name (if you like)"
					autoComplete="off"
					maxLength={120}
					value={name}
					onChange={(event) => {
						setName(event.target.value);
						touch();
					}}
					error={no?.fields?.["families.0.name"]}
				/>
				{groups.length > 1 && (
					<Pick label="Group" value={group} onChange={(event) => setGroup(Number(event.target.value))}>
						{groups.map(({ name }, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place
							<option key={index} value={index}>
								{name}
							</option>
						))}
					</Pick>
				)}
				<PickLanguage value={language} onPick={onLanguage} />
				{invited && (
					<Notice>
						{invited.added
							? `A mail with the link is on its way to ${last}.`
							: `${last} is invited already${invited.changed ? ", and changed now" : ""}. No second mail was sent.`}
					</Notice>
				)}
				{no && !no.fields && <Notice tone="alarm">{no.message}</Notice>}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Inviting …" : "Invite"}
				</button>
			</form>
		</section>
	);
}
