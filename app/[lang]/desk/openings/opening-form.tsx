"use client";

import { type FormEvent, useState } from "react";
import type { Office, OwnOpening } from "@/lib/office/schema";
import { eachOf } from "@/lib/openings/place-words";
import { zoneCity } from "@/lib/time-words";
import { Choice } from "../../../_ui/choice.tsx";
import { Field } from "../../../_ui/field.tsx";
import { useFocusOnWrong } from "../../../_ui/use-focus-on-wrong.ts";
import { FormFoot } from "../form-foot.tsx";
import { useSaveForm } from "../use-save-form.ts";
import { GroupFields } from "./group-fields.tsx";
import { type Draft, joinsOf, linesOf, toDraft, toWish } from "./opening-draft.ts";
import { ScopeFields } from "./scope-fields.tsx";

type Props = { teachers: Office["teachers"]; schoolZone: string; saved: OwnOpening | null; now: number };

/** Makes an opening, or changes one. What cannot be changed any more says why. */
export function OpeningForm({ teachers, schoolZone, saved, now }: Props) {
	const zoneIn = (handle: string | null) =>
		teachers.find((teacher) => teacher.handle === handle)?.timeZone ?? schoolZone;
	const [draft, setDraft] = useState<Draft>(() => toDraft(saved, zoneIn(saved?.teacher ?? null)));
	const opening = useSaveForm(saved, {
		to: ({ id }) => `/desk/openings/${id}`,
		onFresh: () => setDraft(toDraft(saved, zoneIn(saved?.teacher ?? null))),
		wordsFor,
	});
	const { errors, told, busy } = opening;
	const form = useFocusOnWrong(told);
	const zone = zoneIn(draft.of === "school" ? null : draft.teacher);
	const city = zoneCity(zone);
	const begun = saved !== null && Date.parse(saved.joinsAt) <= now;
	const fixed = begun ? "This cannot be changed any more: people may have taken their places." : undefined;

	function edit(more: Partial<Draft>) {
		setDraft({ ...draft, ...more });
		opening.touch((Object.keys(more) as (keyof Draft)[]).map((key) => paths[key] ?? key));
	}
	function submit(version = opening.version) {
		if (busy) return;
		const { wish, errors } = toWish(draft, { zone, version, saved });
		if (Object.keys(errors).length > 0) opening.tell(errors);
		else void opening.save((id) => ({ path: `/api/openings/${id}`, body: wish }));
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
			<FormFoot
				what="opening"
				form={opening}
				fresh={!saved}
				back={saved ? `/desk/openings/${saved.id}` : "/desk/openings"}
				own={linesOf(draft, zone)}
				other={linesOf(toDraft(saved, zone), zone)}
				onReplace={() => submit(opening.catchUp())}
			/>
		</form>
	);
}

const paths: Partial<Record<keyof Draft, string>> = { joins: "joinsAt", closes: "closesAt" };

const wordsFor = {
	// All that a form can send and only the database can refuse.
	INVAL: "A group that has families in it cannot be taken away. Please put it back.",
	STALE: "It is made already, and was changed since. You find it among your openings.",
};
