"use client";

import { type FormEvent, useRef, useState } from "react";
import type { Hook } from "@/lib/hooks/schema";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { newKey } from "../../../_ui/send.ts";
import { Checks } from "./checks.tsx";
import { useAsking } from "./use-asking.ts";
import type { useHooks } from "./use-hooks.ts";
import { eventWords, noWords } from "./words.ts";

type Props = Pick<ReturnType<typeof useHooks>, "save"> & {
	hook?: Hook;
	/** As it is now, which somebody may have changed elsewhere; undefined when it is gone. */
	latest?: Hook | undefined;
	onSaved: (secret: string | null | undefined) => void;
	onClose: () => void;
};

const usual: Hook["events"] = ["booking.confirmed", "booking.cancelled", "booking.moved"];

/** Adds a program that is told of bookings, or changes what one is told. */
export function HookDialog({ hook, latest, save, onSaved, onClose }: Props) {
	const [url, setUrl] = useState("");
	const [events, setEvents] = useState(hook?.events ?? usual);
	const [isOn, setOn] = useState(hook?.isOn ?? true);
	const { busy, no, form, ask } = useAsking();
	const id = useRef(hook?.id ?? newKey());

	async function send(version: number) {
		const wish = { hook: id.current, version, events, isOn, ...(!hook && { url }) };
		const saved = await ask(() => save(wish));
		if (saved?.hook) onSaved(saved.secret);
	}
	function submit(event: FormEvent) {
		event.preventDefault();
		void send(hook?.version ?? 0);
	}
	const stale = no?.code === "STALE" ? latest : undefined;
	return (
		<Dialog title={hook ? hook.host : "New webhook"} onClose={onClose}>
			<form ref={form} noValidate onSubmit={submit} className="grid gap-5">
				{!hook && (
					<Field
						label="Address"
						data-first
						type="url"
						inputMode="url"
						autoComplete="off"
						spellCheck={false}
						placeholder="https://…"
						hint="Where the program listens. It is kept locked and not shown again."
						value={url}
						onChange={(event) => setUrl(event.target.value)}
						error={no?.fields?.url}
					/>
				)}
				<Checks
					legend="It is told of what is"
					words={eventWords}
					chosen={events}
					onChange={setEvents}
					error={no?.fields?.events}
				/>
				{hook && (
					<label className="flex min-h-11 items-center gap-3">
						<input
							type="checkbox"
							checked={isOn}
							onChange={(event) => setOn(event.target.checked)}
							className="size-5 shrink-0 accent-board"
						/>
						Switched on
					</label>
				)}
				{stale && (
					<Notice tone="alarm">
						<p>This was changed somewhere else meanwhile. Yours is still above, not saved.</p>
						<p className="mt-3 flex flex-wrap gap-3">
							<button type="button" onClick={onClose} className={plainButton}>
								Keep the other one
							</button>
							<button
								type="button"
								aria-disabled={busy}
								onClick={() => send(stale.version)}
								className={plainButton}
							>
								Save mine instead
							</button>
						</p>
					</Notice>
				)}
				{no && !no.fields && !stale && <Notice tone="alarm">{noWords(no)}</Notice>}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Saving …" : hook ? "Save" : "Add it"}
				</button>
			</form>
		</Dialog>
	);
}
