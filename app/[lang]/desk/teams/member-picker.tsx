"use client";

import { useId, useState } from "react";
import { fold } from "@/lib/teachers/fold";
import { input } from "../../../_ui/button.ts";
import type { Teachers } from "./team-offers.ts";

type Props = {
	teachers: Teachers;
	chosen: string[];
	onChange: (chosen: string[]) => void;
	error: string | undefined;
};

/** Teachers to choose from, found by name or subject; those who are chosen stay in sight. */
export function MemberPicker({ teachers, chosen, onChange, error }: Props) {
	const id = useId();
	const [query, setQuery] = useState("");
	const words = fold(query).split(/\s+/).filter(Boolean);
	const found = teachers.filter(({ handle, name, subjects }) => {
		const text = fold([name, ...subjects].join(" "));
		return chosen.includes(handle) || words.every((word) => text.includes(word));
	});
	return (
		<fieldset aria-describedby={`${id}-said`} className="grid min-w-0 gap-2">
			<legend className="sr-only">Teachers</legend>
			<label htmlFor={id} className="font-medium">
				Find a teacher
			</label>
			<input
				id={id}
				type="search"
				value={query}
				placeholder="Name or subject"
				autoComplete="off"
				aria-invalid={error ? true : undefined}
				aria-describedby={`${id}-said`}
				onChange={(event) => setQuery(event.target.value)}
				onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
				className={input}
			/>
			<ul
				// Scrolls by itself, and so must be reached by who has no mouse.
				// biome-ignore lint/a11y/noNoninteractiveTabindex: the checkboxes in it are reached by Tab; the list is what scrolls
				tabIndex={0}
				aria-label="Teachers found"
				className="max-h-80 overflow-auto rounded-xl border border-line bg-card p-1.5"
			>
				{found.map(({ handle, name, subjects }) => (
					<li key={handle}>
						<label className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1.5 hover:bg-chalk">
							<input
								type="checkbox"
								checked={chosen.includes(handle)}
								onChange={(event) =>
									onChange(
										event.target.checked ? [...chosen, handle] : chosen.filter((each) => each !== handle),
									)
								}
								className="size-5 shrink-0 accent-board"
							/>
							<span className="min-w-0 wrap-anywhere">
								{name}
								{subjects.length > 0 && <span className="text-sm text-soft"> {subjects.join(", ")}</span>}
							</span>
						</label>
					</li>
				))}
				{found.length === 0 && <li className="px-2.5 py-2 text-soft">Nobody of this name or subject.</li>}
			</ul>
			<p id={`${id}-said`} role="status" className={error ? "text-alarm" : "text-sm text-soft"}>
				{error ?? `${chosen.length} of ${teachers.length} chosen`}
			</p>
		</fieldset>
	);
}
