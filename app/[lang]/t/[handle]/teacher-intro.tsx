import { useTranslations } from "next-intl";
import type { Teacher } from "@/lib/teachers/schema";
import { zoneCity } from "@/lib/time-words";
import { Monogram } from "../../../_ui/monogram.tsx";

type Props = { teacher: Teacher /** Within a page that has a name of its own. */; level?: "h1" | "h2" };

export function TeacherIntro({ teacher, level: Heading = "h1" }: Props) {
	const words = useTranslations("board");
	const { name, subjects, school, timeZone, about } = teacher;
	return (
		<section aria-label={words("about", { name })} className="lg:sticky lg:top-6 lg:self-start">
			<div className="flex items-center gap-4 lg:block">
				<Monogram name={name} large />
				<div>
					<Heading className="text-3xl lg:mt-5 lg:text-4xl">{name}</Heading>
					{subjects.length > 0 && <p className="mt-1.5 font-medium text-board">{subjects.join(", ")}</p>}
				</div>
			</div>
			<p className="mt-3 text-soft">
				{school === name ? "" : `${school} · `}
				{words("cityTime", { city: zoneCity(timeZone) })}
			</p>
			{about && <p className="mt-4 max-w-prose whitespace-pre-line">{about}</p>}
		</section>
	);
}
