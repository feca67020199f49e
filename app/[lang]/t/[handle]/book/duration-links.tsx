import { useLocale, useTranslations } from "next-intl";
import { durationsOf, minutesWords } from "@/lib/teachers/duration-words";
import { carried, link } from "./address.ts";
import type { Asked } from "./asked.ts";

/** How long it is to be: a link each, to the same page for that one. */
export function DurationLinks({ asked, teacher }: { asked: Asked; teacher: string }) {
	const plain = useTranslations("plain");
	const language = useLocale();
	const { type, minutes = type.durationMinutes, from } = asked;
	if (type.otherDurations.length === 0) return null;
	const { minutes: _, ...others } = carried(asked);
	return (
		<ul aria-label={plain("book.howLong")} className="mb-6 flex flex-wrap gap-2">
			{durationsOf(type).map((each) => (
				<li key={each}>
					<a
						href={link(teacher, { ...others, minutes: String(each), from })}
						aria-current={each === minutes ? "true" : undefined}
						className="flex min-h-11 items-center rounded-xl border border-line bg-card px-4 font-medium tabular-nums hover:border-edge aria-[current]:border-board aria-[current]:bg-chalk"
					>
						{minutesWords(each, language)}
					</a>
				</li>
			))}
		</ul>
	);
}
