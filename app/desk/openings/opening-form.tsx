"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import type { Office, OwnOpening } from "@/lib/office/schema";
import { eachOf } from "@/lib/openings/place-words";
import { zoneCity } from "@/lib/time-words";
import { plainButton, primaryButton } from "../../_ui/button.ts";
import { Choice } from "../../_ui/choice.tsx";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { useFocusOnWrong } from "../../_ui/use-focus-on-wrong.ts";
import { StaleSaved } from "../stale-saved.tsx";
import { GroupFields } from "./group-fields.tsx";
import { type Draft, joinsOf, linesOf, toDraft, toWish } from "./opening-draft.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { useSaveOpening } from "./use-save-opening.ts";

type Props = { teachers: Office["teachers"]; schoolZone: string; saved: OwnOpening | null; now: number };

/** Makes an opening, or changes one. What cannot be changed any more says why. */
export function OpeningForm({ teachers, schoolZone, saved, now }: Props) {
	const zoneIn = (handle: string | null) =>
		teachers.find((teacher) => teacher.handle === handle)?.timeZone ?? schoolZone;
	const [draft, setDraft] = useState<Draft>(() => toDraft(saved, zoneIn(saved?.teacher ?? null)));
	const { state, errors, told, tell, dirty, setDirty, busy, version, seen, save, touch, catchUp } =
		useSaveOpening(saved, () => setDraft(toDraft(saved, zoneIn(saved?.teacher ?? null))));
	const form = useFocusOnWrong(told);
	const zone = zoneIn(draft.of === "school" ? null : draft.teacher);
	const city = zoneCity(zone);
	const begun = saved !== null && Date.parse(saved.joinsAt) <= now;
	const fixed = begun ? "This cannot be changed any more: people may have taken their places." : undefined;

	function edit(more: Partial<Draft>) {
		setDraft({ ...draft, ...more });
		touch(Object.keys(more) as (keyof Draft)[]);
	}
	async function submit(as = version) {
		if (busy) return;
		const { wish, errors } = toWish(draft, { zone, version: as, saved });
		if (Object.keys(errors).length > 0) tell(errors);
		else await save(wish);
	}
	return (
		<form
			ref={form}
			noValidate
			data-focus-scope
			onSubmit={(event: FormEvent) => {
				event.preventDefault();
				void submit();
			}}
			className="grid max-w-2xl gap-7"
		>
			<Field
				label="Name"
				placeholder="Parents’ evening in autumn"
				hint="Families see it on the page and in their mail."
				value={draft.name}
				maxLength={120}
				onChange={(event) => edit({ name: event.target.value })}
				error={errors.name}
			/>
			<ScopeFields draft={draft} errors={errors} saved={saved} teachers={teachers} onChange={edit} />
			<Choice
				legend="Who may come"
				value={draft.audience}
				fixed={fixed}
				onChange={(audience) => edit({ audience: audience as Draft["audience"] })}
				options={[
					{ value: "invited", label: "Invited families", hint: "Each has a personal link by mail." },
					{ value: "anyone", label: "Anyone", hint: "Who gives a mail address and answers from it." },
				]}
			/>
			<Choice
				legend="How they come in"
				value={draft.waitingRoom ? "draw" : "clock"}
				fixed={fixed}
				onChange={(how) => edit({ waitingRoom: how === "draw" })}
				options={[
					{
						value: "draw",
						label: "By lot, through a waiting room",
						hint: "Nobody has to be first, and nobody with a slow phone is last.",
					},
					{ value: "clock", label: "All at once", hint: "For few people, or more seats than families." },
				]}
			/>
			<section aria-labelledby="times" className="grid gap-4">
				<h2 id="times" className="text-xl">
					Times in {city}
				</h2>
				<GroupFields
					draft={draft}
					errors={errors}
					saved={saved}
					now={now}
					city={city}
					onChange={(groups) => edit({ groups })}
				/>
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<Field
						label="Places from"
						type="datetime-local"
						value={joinsOf(draft, zone)}
						disabled={begun}
						onChange={(event) => edit({ joins: event.target.value })}
						hint={begun ? "Places are being given already." : "Half an hour before spreads people out."}
						error={errors.joinsAt}
					/>
					<Field
						label="Closes at (if ever)"
						type="datetime-local"
						value={draft.closes}
						onChange={(event) => edit({ closes: event.target.value })}
						hint="Leave it empty and end it yourself."
						error={errors.closesAt}
					/>
				</div>
			</section>
			<div className="max-w-xs">
				<Field
					label={`Bookings for each ${eachOf(draft.audience)}`}
					type="number"
					inputMode="numeric"
					min={1}
					max={50}
					value={draft.bookingsEach}
					onChange={(event) => edit({ bookingsEach: event.target.value })}
					error={errors.bookingsEach}
				/>
			</div>
			<div className="sticky bottom-0 -mx-4 grid gap-3 bg-paper px-4 py-4 sm:-mx-6 sm:px-6">
				{state.at === "stale" && saved && (
					<StaleSaved
						what="opening"
						own={linesOf(draft, zone)}
						other={seen ? linesOf(toDraft(saved, zone), zone) : undefined}
						onTake={() => {
							setDraft(toDraft(saved, zone));
							setDirty(false);
							catchUp();
						}}
						onReplace={() => void submit(catchUp())}
					/>
				)}
				{state.at === "failed" && <Notice tone="alarm">{state.message}</Notice>}
				{Object.keys(errors).length > 0 && (
					<Notice tone="alarm">Something above needs mending. Nothing is saved yet.</Notice>
				)}
				<div className="flex flex-wrap items-center gap-3">
					<button type="submit" data-focus-home aria-disabled={busy} className={primaryButton}>
						{busy ? "Saving …" : saved ? "Save changes" : "Make this opening"}
					</button>
					<Link href={saved ? `/desk/openings/${saved.id}` : "/desk/openings"} className={plainButton}>
						{dirty ? "Leave without saving" : "Back"}
					</Link>
				</div>
			</div>
		</form>
	);
}
