"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DeskType } from "@/lib/rules/type-schema";
import { useFocusOnWrong } from "../../../_ui/use-focus-on-wrong.ts";
import "../colours.css";
import { LeaveDialog } from "../../../_ui/leave-dialog.tsx";
import { useLeaveGuard } from "../../../_ui/use-leave-guard.ts";
import type { FieldsProps } from "./fields-props.ts";
import { LengthFields } from "./length-fields.tsx";
import { MailFields } from "./mail-fields.tsx";
import { QuestionFields } from "./question-fields.tsx";
import { SaveBar } from "./save-bar.tsx";
import { Section } from "./section.tsx";
import { StaleType } from "./stale-type.tsx";
import { type Draft, toDraft } from "./type-draft.ts";
import { summaries } from "./type-lines.ts";
import { onTopOf, toWish } from "./type-wish.ts";
import { useSaveType } from "./use-save-type.ts";
import { WhatFields } from "./what-fields.tsx";
import { WhenFields } from "./when-fields.tsx";
import { WhoFields } from "./who-fields.tsx";

const sections = [
	{ title: "What", Fields: WhatFields, of: /^(name|handle|description|colour|place)/ },
	{ title: "How long", Fields: LengthFields, of: /^(durationM|otherD|step|buffer|seats)/ },
	{ title: "When", Fields: WhenFields, of: /^(schedule|notice|horizon|firstDay|lastDay|dayCap|weekCap)/ },
	{
		title: "Who",
		Fields: WhoFields,
		of: /^(isHidden|needsApproval|decide|booker|noShow|series|cutoff|hold)/,
	},
	{ title: "Mails", Fields: MailFields, of: /^(reminder|followUp)/ },
	{ title: "Questions", Fields: QuestionFields, of: /^questions/ },
];

type Props = { saved: DeskType; made: boolean } & Pick<FieldsProps, "teacher" | "others" | "schedules">;

/** Makes a type, or changes one: in sections, of which each says how it is while it is closed. */
export function TypeForm({ saved, made, teacher, others, schedules }: Props) {
	const fresh = saved.version === 0;
	const router = useRouter();
	const [draft, setDraft] = useState<Draft>(() => toDraft(saved));
	const { state, errors, told, tell, dirty, busy, before, seen, save, touch, catchUp } = useSaveType(saved, {
		onMade: ({ id }) => router.replace(`/desk/types/${id}?made=1`),
		onFresh: () => setDraft(toDraft(saved)),
	});
	const { leaving, stay, go } = useLeaveGuard(dirty);
	const form = useFocusOnWrong(told);
	const known = { id: before.id, version: before.version, position: before.position, others };
	const { wish, errors: unsent } = toWish(draft, known);

	function edit(more: Partial<Draft>) {
		setDraft({ ...draft, ...more });
		touch(Object.keys(more) as (keyof Draft)[]);
	}
	function submit() {
		if (busy) return;
		if (Object.keys(unsent).length > 0) tell(unsent);
		else void save(wish);
	}
	/** What was changed here, on top of what was changed elsewhere. */
	function keep() {
		const both = onTopOf(saved, wish, before);
		catchUp(false);
		setDraft(toDraft(both));
		void save(both);
	}
	function take() {
		catchUp(true);
		setDraft(toDraft(saved));
	}
	return (
		<form
			ref={form}
			noValidate
			data-focus-scope
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
			// What gets the focus must not hide behind the bar at the end.
			className="max-w-3xl [&_:is(input,select,textarea,summary)]:scroll-mb-48"
		>
			<div className="grid gap-3">
				{sections.map(({ title, Fields, of }, index) => (
					<Section
						key={title}
						title={title}
						summary={summaries(wish, schedules)[index] ?? ""}
						opened={index === 0 || (fresh && index === 1)}
						wrong={Object.keys(errors).some((path) => of.test(path)) ? told : 0}
					>
						<Fields {...{ draft, errors, edit, teacher, others, schedules }} />
					</Section>
				))}
			</div>
			<SaveBar
				state={state}
				wrong={Object.keys(errors).length > 0}
				made={made && !dirty}
				{...{ fresh, dirty }}
				hidden={before.isHidden}
				preview={`/desk/preview?type=${before.handle}`}
			>
				{state.at === "stale" && (
					<StaleType
						before={before}
						mine={wish}
						other={seen ? saved : undefined}
						schedules={schedules}
						onTake={take}
						onKeep={keep}
					/>
				)}
			</SaveBar>
			{leaving && (
				<LeaveDialog
					onStay={stay}
					onGo={() => {
						// A page that was left is kept as it was: who comes back to it finds what is saved.
						take();
						stay();
						go?.();
					}}
				/>
			)}
		</form>
	);
}
