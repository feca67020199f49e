import type { Office, OwnOpening } from "@/lib/office/schema";
import { Choice } from "../../../_ui/choice.tsx";
import { Pick } from "../../../_ui/pick.tsx";
import type { Draft, Errors } from "./opening-draft.ts";

type Props = {
	draft: Draft;
	errors: Errors;
	saved: OwnOpening | null;
	teachers: Office["teachers"];
	onChange: (more: Partial<Draft>) => void;
};

/** What waits for the opening. */
export function ScopeFields({ draft, errors, saved, teachers, onChange }: Props) {
	const types = teachers.find(({ handle }) => handle === draft.teacher)?.types ?? [];
	const fixed = saved ? "This stays as it was made. For something else, make a new opening." : undefined;
	return (
		<>
			<Choice
				legend="What opens"
				value={draft.of}
				fixed={fixed}
				onChange={(of) => onChange({ of: of as Draft["of"] })}
				options={[
					{ value: "school", label: "The whole school", hint: "Everything that its teachers offer." },
					{ value: "teacher", label: "One teacher" },
					{ value: "type", label: "One thing of one teacher", hint: "Such as parents’ evening alone." },
				]}
			/>
			{draft.of !== "school" && (
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<Pick
						label="Teacher"
						value={draft.teacher}
						disabled={saved !== null}
						onChange={(event) => onChange({ teacher: event.target.value, type: "" })}
						error={errors.teacher}
					>
						<option value="">Choose …</option>
						{teachers.map(({ handle, name }) => (
							<option key={handle} value={handle}>
								{name}
							</option>
						))}
					</Pick>
					{draft.of === "type" && (
						<Pick
							label="What can be booked"
							value={draft.type}
							disabled={saved !== null}
							onChange={(event) => onChange({ type: event.target.value })}
							error={errors.type}
						>
							<option value="">{draft.teacher ? "Choose …" : "First choose a teacher"}</option>
							{types.map(({ handle, name }) => (
								<option key={handle} value={handle}>
									{name}
								</option>
							))}
						</Pick>
					)}
				</div>
			)}
		</>
	);
}
