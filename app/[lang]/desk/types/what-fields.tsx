import { colours } from "@/lib/rules/colours";
import type { DeskType } from "@/lib/rules/type-schema";
import { Field, TextArea } from "../../../_ui/field.tsx";
import { Pick } from "../../../_ui/pick.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { handleOfDraft } from "./type-draft.ts";
import { placeKinds } from "./type-words.ts";

const places: Record<
	Exclude<DeskType["placeKind"], "unsaid">,
	{ label: string; hint: string; example: string }
> = {
	address: { label: "Address or room", hint: "Shown on your page.", example: "Room 12, School Lane 3" },
	phone: {
		label: "Who calls whom",
		hint: "Told to who has booked, and to nobody else.",
		example: "I call you at the number you give me",
	},
	video: {
		label: "Link of the video room",
		hint: "Told to who has booked, and to nobody else.",
		example: "https://",
	},
};

/** What it is called, looks like, and where it takes place. */
export function WhatFields({ draft, errors, edit, teacher, others }: FieldsProps) {
	const where = draft.placeKind === "unsaid" ? undefined : places[draft.placeKind];
	return (
		<>
			<Field
				label="Name"
				placeholder="Piano lesson"
				value={draft.name}
				maxLength={120}
				autoComplete="off"
				onChange={(event) => edit({ name: event.target.value })}
				error={errors.name}
			/>
			<TextArea
				label="Description (if any)"
				hint="A sentence or two for your page: what happens, what to bring."
				value={draft.description}
				maxLength={2_000}
				onChange={(event) => edit({ description: event.target.value })}
				error={errors.description}
			/>
			<fieldset>
				<legend className="mb-2 font-medium">Colour in your own calendar</legend>
				<div className="-mx-2 grid w-fit grid-cols-4 sm:grid-cols-8">
					{colours.map((colour) => (
						<label
							key={colour}
							className="grid size-11 cursor-pointer place-items-center rounded-full has-focus-visible:outline-3 has-focus-visible:outline-brass"
						>
							<input
								type="radio"
								name="colour"
								value={colour}
								aria-label={colour}
								checked={draft.colour === colour}
								onChange={() => edit({ colour })}
								className="peer sr-only"
							/>
							<span
								aria-hidden="true"
								data-colour={colour}
								className="size-7 rounded-full bg-(--hue-edge) outline-offset-2 outline-ink peer-checked:outline-2"
							/>
						</label>
					))}
				</div>
			</fieldset>
			<div className="grid items-start gap-4 sm:grid-cols-2">
				<Pick
					label="Where it takes place"
					value={draft.placeKind}
					onChange={(event) => edit({ placeKind: event.target.value as DeskType["placeKind"] })}
					error={errors.placeKind}
				>
					{Object.entries(placeKinds).map(([kind, words]) => (
						<option key={kind} value={kind}>
							{words}
						</option>
					))}
				</Pick>
				{where && (
					<Field
						label={where.label}
						hint={where.hint}
						placeholder={where.example}
						value={draft.place}
						maxLength={500}
						onChange={(event) => edit({ place: event.target.value })}
						error={errors.place}
					/>
				)}
			</div>
			<Field
				label="The end of its link"
				hint={`People reach it at /t/${teacher}?type=${handleOfDraft(draft, others)}. Links that you gave away stop working when you change it.`}
				value={handleOfDraft(draft, others)}
				maxLength={60}
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				onChange={(event) => edit({ handle: event.target.value })}
				error={errors.handle}
			/>
		</>
	);
}
