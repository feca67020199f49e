import { useTranslations } from "next-intl";
import type { Team } from "@/lib/teams/schema";
import { zoneCity } from "@/lib/time-words";
import { Monogram } from "../../../_ui/monogram.tsx";

/** Who they are, and what it means to book any of them. */
export function TeamIntro({ team: { name, school, timeZone, teachers, types } }: { team: Team }) {
	const words = useTranslations("board");
	const plain = useTranslations("plain");
	return (
		<section aria-label={words("about", { name })} className="lg:sticky lg:top-6 lg:self-start">
			<div className="flex items-center gap-4 lg:block">
				<Monogram name={name} large />
				<div>
					<h1 className="text-3xl wrap-anywhere lg:mt-5 lg:text-4xl">{name}</h1>
					<p className="mt-1.5 font-medium text-board">
						{plain("team.teachers", { count: teachers.length })}
					</p>
				</div>
			</div>
			<p className="mt-3 text-soft">
				{school} · {words("cityTime", { city: zoneCity(timeZone) })}
			</p>
			{types.length > 0 && <p className="mt-4 max-w-prose">{plain("team.what")}</p>}
		</section>
	);
}
