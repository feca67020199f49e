import { useRef } from "react";
import type { OwnOpening } from "@/lib/office/schema";
import { quietButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";
import { type Draft, type DraftGroup, type Errors, newGroup } from "./opening-draft.ts";

type Props = {
	draft: Draft;
	errors: Errors;
	saved: OwnOpening | null;
	now: number;
	city: string;
	onChange: (groups: DraftGroup[]) => void;
};

/** Who comes at the same time, and when that is. One group alone needs no name. */
export function GroupFields({ draft, errors, saved, now, city, onChange }: Props) {
	const { groups, audience } = draft;
	const box = useRef<HTMLFieldSetElement>(null);
	const many = groups.length > 1;
	const change = (id: number, more: Partial<DraftGroup>) =>
		onChange(groups.map((group) => (group.id === id ? { ...group, ...more } : group)));
	// Families are in a group by its place: taken from the middle, they would be in another.
	const removable = (index: number) =>
		many && (index >= (saved?.groups.length ?? 0) || index === groups.length - 1);
	function remove(id: number) {
		onChange(groups.filter((group) => group.id !== id));
		setTimeout(() => box.current?.querySelector<HTMLElement>("[data-add]")?.focus());
	}
	return (
		<fieldset ref={box} className="grid gap-3">
			<legend className="sr-only">When it opens</legend>
			{groups.map((group, index) => {
				const opened = saved?.groups[index] && Date.parse(saved.groups[index].opensAt) <= now;
				return (
					<div
						key={group.id}
						className={
							many ? "grid items-start gap-3 rounded-2xl border border-line p-4 sm:grid-cols-2" : "grid gap-3"
						}
					>
						{many && (
							<Field
								label={`Name of group ${index + 1}`}
								placeholder="Families with several children"
								value={group.name}
								maxLength={120}
								onChange={(event) => change(group.id, { name: event.target.value })}
								error={errors[`groups.${index}.name`]}
							/>
						)}
						<Field
							label={many ? `Group ${index + 1} opens at` : "Opens at"}
							type="datetime-local"
							value={group.opens}
							disabled={opened}
							onChange={(event) => change(group.id, { opens: event.target.value })}
							hint={opened ? "It has opened already." : `By the clocks in ${city}.`}
							error={errors[`groups.${index}.opensAt`]}
						/>
						{removable(index) && (
							<button
								type="button"
								onClick={() => remove(group.id)}
								className={`${quietButton} -mx-3 -my-2 justify-self-start text-sm text-soft`}
							>
								Remove group {index + 1}
							</button>
						)}
					</div>
				);
			})}
			{errors.groups && <p className="text-alarm">{errors.groups}</p>}
			{audience === "invited" ? (
				groups.length < 20 && (
					<button
						type="button"
						data-add
						onClick={() => onChange([...groups, newGroup()])}
						className={`${quietButton} -mx-3 justify-self-start`}
					>
						Add a group that opens at another time
					</button>
				)
			) : (
				<p className="text-sm text-soft">Groups with times of their own are for invited families only.</p>
			)}
		</fieldset>
	);
}
