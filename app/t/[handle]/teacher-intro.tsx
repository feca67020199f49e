import type { Teacher } from "@/lib/teachers/schema";
import { zoneCity } from "@/lib/time-words";
import { Monogram } from "../../_ui/monogram.tsx";

export function TeacherIntro({ teacher }: { teacher: Teacher }) {
	const { name, subjects, school, timeZone, about } = teacher;
	return (
		<section aria-label={`About ${name}`} className="lg:sticky lg:top-6 lg:self-start">
			<div className="flex items-center gap-4 lg:block">
				<Monogram name={name} large />
				<div>
					<h1 className="text-3xl lg:mt-5 lg:text-4xl">{name}</h1>
					{subjects.length > 0 && <p className="mt-1.5 font-medium text-board">{subjects.join(", ")}</p>}
				</div>
			</div>
			<p className="mt-3 text-soft">
				{school === name ? "" : `${school} · `}
				{zoneCity(timeZone)} time
			</p>
			{about && <p className="mt-4 max-w-prose whitespace-pre-line">{about}</p>}
		</section>
	);
}
