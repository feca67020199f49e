"use client";

import { useDeferredValue, useId, useMemo } from "react";
import { fold } from "@/lib/teachers/fold";
import type { TeacherCard } from "@/lib/teachers/schema";
import { input } from "./button.ts";
import { NobodyFound } from "./nobody-found.tsx";
import { TeacherTile } from "./teacher-tile.tsx";
import { useQueryParam } from "./use-stored.ts";

/**
 * Everyone who can be booked. The whole list is in the page, so that looking for someone costs the server nothing;
 * without script the form asks `/find`, which answers from the database.
 */
export function Directory({ teachers, asked = "" }: { teachers: TeacherCard[]; asked?: string }) {
	const [typed, type] = useQueryParam("q", asked);
	const query = useDeferredValue(typed);
	const texts = useMemo(() => teachers.map(textOf), [teachers]);
	const found = query ? teachers.filter(matching(query, texts)) : teachers;
	const id = useId();
	return (
		<>
			<search>
				<form action="/find" onSubmit={(event) => event.preventDefault()} className="max-w-xl">
					<label htmlFor={id} className="mb-2 block font-medium">
						Name or subject
					</label>
					<input
						id={id}
						name="q"
						type="search"
						maxLength={80}
						autoComplete="off"
						enterKeyHint="search"
						value={typed}
						placeholder="Chemistry, piano, Ms Okafor …"
						onChange={(event) => type(event.target.value)}
						className={`${input} min-h-13 text-lg`}
					/>
				</form>
			</search>
			<p role="status" className="mt-8 mb-3 text-soft">
				{found.length === 1 ? "1 teacher" : `${found.length} teachers`}
			</p>
			{found.length ? (
				<ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
					{found.map((teacher) => (
						<TeacherTile key={teacher.handle} teacher={teacher} />
					))}
				</ul>
			) : (
				<NobodyFound query={query} onClear={() => type("")} />
			)}
		</>
	);
}

/** Every word has to be somewhere in it, whatever its accents and capitals. */
function matching(query: string, texts: string[]): (teacher: TeacherCard, index: number) => boolean {
	const words = fold(query).split(/\s+/).filter(Boolean);
	return (_, index) => words.every((word) => texts[index]?.includes(word));
}

function textOf({ name, school, subjects }: TeacherCard): string {
	return fold([name, school, ...subjects].join(" "));
}
