"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import type { OfficeTeam } from "@/lib/office/team-schema";
import { plainButton, primaryButton } from "../../_ui/button.ts";
import { Choice } from "../../_ui/choice.tsx";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { Pick } from "../../_ui/pick.tsx";
import { useFocusOnWrong } from "../../_ui/use-focus-on-wrong.ts";
import { StaleSaved } from "../stale-saved.tsx";
import { DropTeam } from "./drop-team.tsx";
import { MemberPicker } from "./member-picker.tsx";
import { OfferPreview } from "./offer-preview.tsx";
import { type Draft, handleOf, linesOf, membersOfDraft, toDraft, toWish } from "./team-draft.ts";
import type { Teachers } from "./team-offers.ts";
import { useSaveTeam } from "./use-save-team.ts";

/** Makes a team, or changes one. */
export function TeamForm({ teachers, saved }: { teachers: Teachers; saved: OfficeTeam | null }) {
	const [draft, setDraft] = useState<Draft>(() => toDraft(saved));
	const team = useSaveTeam(saved, () => setDraft(toDraft(saved)));
	const { state, errors, told, dirty, busy } = team;
	const form = useFocusOnWrong(told);
	const subjects = [...new Set(teachers.flatMap((each) => each.subjects))].sort();
	const wrong = Object.keys(errors).length > 0;

	function edit(more: Partial<Draft>) {
		setDraft({ ...draft, ...more });
		team.touch();
	}
	function submit(as?: number) {
		if (busy) return;
		const { wish, errors } = toWish(draft);
		if (Object.keys(errors).length > 0) team.tell(errors);
		else void team.save(wish, as);
	}
	return (
		<form
			ref={form}
			noValidate
			data-focus-scope
			onSubmit={(event: FormEvent) => {
				event.preventDefault();
				submit();
			}}
			className="grid max-w-2xl gap-7"
		>
			<Field
				label="Name"
				placeholder="Maths teachers"
				hint="Families see it on the page."
				value={draft.name}
				maxLength={120}
				onChange={(event) => edit({ name: event.target.value })}
				error={errors.name}
			/>
			<Field
				label="Address"
				hint={`Its page is /team/${handleOf(draft) || "…"}`}
				value={handleOf(draft)}
				maxLength={60}
				autoCapitalize="none"
				spellCheck={false}
				onChange={(event) => edit({ handle: event.target.value.toLowerCase() })}
				error={errors.handle}
			/>
			<Choice
				legend="Who is in it"
				value={draft.by}
				onChange={(by) => edit({ by: by as Draft["by"] })}
				options={[
					{ value: "named", label: "Teachers I choose" },
					{
						value: "subject",
						label: "All who teach a subject",
						hint: "Whoever comes or goes later, too.",
					},
				]}
			/>
			{draft.by === "subject" ? (
				<Pick
					label="Subject"
					value={draft.subject}
					onChange={(event) => edit({ subject: event.target.value })}
					error={errors.subject}
				>
					<option value="">Choose …</option>
					{[...new Set([...subjects, draft.subject])].filter(Boolean).map((subject) => (
						<option key={subject} value={subject}>
							{subject}
						</option>
					))}
				</Pick>
			) : (
				<MemberPicker
					teachers={teachers}
					chosen={draft.teachers}
					onChange={(chosen) => edit({ teachers: chosen })}
					error={errors.teachers}
				/>
			)}
			<OfferPreview members={membersOfDraft(draft, teachers)} />
			<div className="sticky bottom-0 -mx-4 grid gap-3 bg-paper px-4 py-4 sm:-mx-6 sm:px-6">
				{state.at === "stale" && saved && (
					<StaleSaved
						what="team"
						own={linesOf(draft, teachers)}
						other={team.seen ? linesOf(toDraft(saved), teachers) : undefined}
						onTake={() => {
							setDraft(toDraft(saved));
							team.setDirty(false);
							team.catchUp();
						}}
						onReplace={() => submit(team.catchUp())}
					/>
				)}
				{state.at === "failed" && <Notice tone="alarm">{state.message}</Notice>}
				{wrong && <Notice tone="alarm">Something above needs mending. Nothing is saved yet.</Notice>}
				<div className="flex flex-wrap items-center gap-3">
					<button type="submit" data-focus-home aria-disabled={busy} className={primaryButton}>
						{busy ? "Saving …" : saved ? "Save changes" : "Make this team"}
					</button>
					<Link href="/desk/teams" className={plainButton}>
						{dirty ? "Leave without saving" : "Back"}
					</Link>
					{saved && <DropTeam team={saved} />}
				</div>
			</div>
		</form>
	);
}
