"use client";

import { type FormEvent, useState } from "react";
import type { OfficeTeam } from "@/lib/office/team-schema";
import { Choice } from "../../../_ui/choice.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Pick } from "../../../_ui/pick.tsx";
import { useFocusOnWrong } from "../../../_ui/use-focus-on-wrong.ts";
import { FormFoot } from "../form-foot.tsx";
import { useSaveForm } from "../use-save-form.ts";
import { DropTeam } from "./drop-team.tsx";
import { MemberPicker } from "./member-picker.tsx";
import { OfferPreview } from "./offer-preview.tsx";
import { type Draft, handleOfDraft, linesOf, membersOfDraft, toDraft, toWish } from "./team-draft.ts";
import type { Teachers } from "./team-offers.ts";

/** Makes a team, or changes one. */
export function TeamForm({ teachers, saved }: { teachers: Teachers; saved: OfficeTeam | null }) {
	const [draft, setDraft] = useState<Draft>(() => toDraft(saved));
	const team = useSaveForm(saved, {
		...{ to: () => "/desk/teams", onFresh: () => setDraft(toDraft(saved)), wordsFor },
	});
	const { errors, told, busy } = team;
	const form = useFocusOnWrong(told);
	const subjects = [...new Set(teachers.flatMap((each) => each.subjects))].sort();

	function edit(more: Partial<Draft>) {
		setDraft({ ...draft, ...more });
		team.touch();
	}
	function submit(version = team.version) {
		if (busy) return;
		const { wish, errors } = toWish(draft);
		if (Object.keys(errors).length > 0) team.tell(errors);
		else void team.save((id) => ({ path: "/api/teams", body: { ...wish, id, version } }));
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
				hint={`Its page is /team/${handleOfDraft(draft) || "…"}`}
				value={handleOfDraft(draft)}
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
			<FormFoot
				what="team"
				form={team}
				fresh={!saved}
				back="/desk/teams"
				own={linesOf(draft, teachers)}
				other={linesOf(toDraft(saved), teachers)}
				onReplace={() => submit(team.catchUp())}
			>
				{saved && <DropTeam team={saved} />}
			</FormFoot>
		</form>
	);
}

const wordsFor = {
	STALE: "It is made already, and was changed since. You find it among your teams.",
	NTFND: "This team, or somebody in it, is no longer here. Nothing is saved; please look again.",
};
