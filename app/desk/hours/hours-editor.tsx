"use client";

import Link from "next/link";
import { useState } from "react";
import type { Span } from "@/lib/desk/schema";
import { weekdays } from "@/lib/time-words";
import { primaryButton, quietButton } from "../../_ui/button.ts";
import { Notice } from "../../_ui/notice.tsx";
import { DayHours } from "./day-hours.tsx";
import { type Draft, problems, toDraft, withMondayCopied, withNewSpan } from "./hours-draft.ts";
import { StaleHours } from "./stale-hours.tsx";
import { useSaveHours } from "./use-save-hours.ts";

type Props = { version: number; spans: Span[]; handle: string };

/** When a teacher is free each week. Saved as a whole, so that nobody sees half a change. */
export function HoursEditor({ version, spans, handle }: Props) {
	const [draft, setDraft] = useState<Draft>(() => toDraft(spans));
	const [shown, setShown] = useState(false);
	const { state, dirty, seen, save, touch, catchUp, settle } = useSaveHours(version, draft);
	const wrong = problems(draft);

	function edit(next: Draft) {
		setDraft(next);
		touch();
	}
	function submit() {
		setShown(true);
		if (wrong.size === 0) return void save();
		requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
	}
	return (
		<form
			noValidate
			data-focus-scope
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
		>
			<div className="divide-y divide-line rounded-2xl border border-line bg-card">
				{weekdays.map((name, index) => (
					<DayHours
						key={name}
						name={name}
						spans={draft.filter((span) => span.weekday === index + 1)}
						wrong={shown ? wrong : new Map()}
						onAdd={() => edit(withNewSpan(draft, index + 1))}
						onChange={(span) => edit(draft.map((one) => (one.id === span.id ? span : one)))}
						onRemove={(id) => edit(draft.filter((span) => span.id !== id))}
					>
						{index === 0 && draft.some((span) => span.weekday === 1) && (
							<button
								type="button"
								onClick={() => edit(withMondayCopied(draft))}
								className={`${quietButton} text-sm text-soft`}
							>
								Copy to all weekdays
							</button>
						)}
					</DayHours>
				))}
			</div>
			<div className="sticky bottom-0 -mx-4 mt-4 grid gap-3 bg-paper px-4 py-4 sm:-mx-6 sm:px-6">
				{state.at === "saved" && (
					<Notice>
						Saved. Your page shows it now.{" "}
						<Link href={`/t/${handle}`} className="font-medium underline underline-offset-4">
							See your page
						</Link>
					</Notice>
				)}
				{state.at === "stale" && (
					<StaleHours
						saved={spans}
						seen={seen}
						onTake={() => {
							setDraft(toDraft(spans));
							settle();
						}}
						onReplace={() => {
							catchUp();
							void save();
						}}
					/>
				)}
				{state.at === "failed" && <Notice tone="alarm">{state.message}</Notice>}
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
					<button
						type="submit"
						data-focus-home
						aria-disabled={state.at === "saving"}
						className={primaryButton}
					>
						{state.at === "saving" ? "Saving …" : "Save hours"}
					</button>
					<p role="status" className="text-soft">
						{dirty && state.at !== "saving" ? "You have changes that are not saved." : ""}
					</p>
				</div>
			</div>
		</form>
	);
}
