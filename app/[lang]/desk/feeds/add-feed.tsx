"use client";

import Link from "next/link";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { primaryButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { type No, newKey } from "../../../_ui/send.ts";
import type { useFeeds } from "./use-feeds.ts";
import { WhereToFind } from "./where-to-find.tsx";

type Props = Pick<ReturnType<typeof useFeeds>, "save" | "read"> & { full: boolean; handle: string };

/** Adds a calendar by its address and has it read at once, so that one sees whether it works. */
export function AddFeed({ full, handle, save, read }: Props) {
	const [url, setUrl] = useState("");
	const [name, setName] = useState("");
	const [state, setState] = useState<"idle" | "saving" | "reading" | "added" | "unread">("idle");
	const [no, setNo] = useState<No>();
	const form = useRef<HTMLFormElement>(null);
	// The same until it is added: asking again adds no second one.
	const id = useRef(newKey());
	const busy = state === "saving" || state === "reading";

	async function add(event: FormEvent) {
		event.preventDefault();
		if (busy) return;
		setState("saving");
		const saved = await save({ feed: id.current, version: 0, name, url });
		setNo(saved.no);
		if (!saved.feed) return setState("idle");
		setUrl("");
		setName("");
		id.current = newKey();
		setState("reading");
		const { feed } = await read(saved.feed.id);
		setState(feed?.failures ? "unread" : "added");
	}
	useEffect(() => {
		if (no?.fields) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [no]);
	return (
		<section aria-labelledby="add-calendar" className="rounded-2xl border border-line bg-card p-5">
			<h2 id="add-calendar" className="mb-1 text-xl">
				Add a calendar
			</h2>
			<p className="mb-4 text-soft">
				What is busy there cannot be booked here. It is read every quarter of an hour.
			</p>
			{full ? (
				<p>Ten calendars are as many as you can have here. Remove one to add another.</p>
			) : (
				<form ref={form} noValidate onSubmit={add} className="grid gap-4">
					<Field
						label="Address of the calendar"
						name="url"
						type="url"
						inputMode="url"
						autoComplete="off"
						spellCheck={false}
						placeholder="https://…/basic.ics"
						hint="Whoever has it can read the calendar, so it is kept locked and never shown again."
						value={url}
						onChange={(event) => setUrl(event.target.value)}
						error={no?.fields?.url}
					/>
					<Field
						label="What you call it"
						name="name"
						autoComplete="off"
						maxLength={60}
						value={name}
						onChange={(event) => setName(event.target.value)}
						error={no?.fields?.name}
					/>
					{state === "added" && (
						<Notice>
							Added.{" "}
							<Link href={`/t/${handle}`} className="font-medium underline underline-offset-4">
								See your page
							</Link>
						</Notice>
					)}
					{state === "unread" && (
						<Notice tone="brass">Added, but it cannot be read yet. Its card says why.</Notice>
					)}
					{no && !no.fields && <Notice tone="alarm">{wordsOf(no)}</Notice>}
					<button type="submit" aria-disabled={busy} className={primaryButton}>
						{state === "saving" ? "Adding …" : state === "reading" ? "Reading it …" : "Add calendar"}
					</button>
				</form>
			)}
			<WhereToFind />
		</section>
	);
}

function wordsOf({ code, message }: No): string {
	return code === "LIMIT"
		? "Ten calendars are as many as you can have here. Remove one to add another."
		: message;
}
