import { useLocale, useTranslations } from "next-intl";
import { durationsOf, minutesWords } from "@/lib/teachers/duration-words";
import type { AppointmentType } from "@/lib/teachers/schema";
import { pressNothing } from "./press-nothing.ts";

type Props = { type: AppointmentType; minutes: number; onChoose: (minutes: number) => void };

/** How long it is to be: a choice only where there is one. */
export function DurationChoice({ type, minutes, onChoose }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	if (type.otherDurations.length === 0) return null;
	return (
		<fieldset className="mb-6">
			<legend className="mb-2.5 text-lg font-[680] tracking-tight">{words("howLong")}</legend>
			<div className="flex flex-wrap gap-2">
				{durationsOf(type).map((each) => (
					<label
						key={each}
						className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-xl border border-line bg-card px-4 hover:border-edge has-checked:border-board has-checked:bg-chalk has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brass"
					>
						<input
							type="radio"
							name="minutes"
							value={each}
							checked={each === minutes}
							onKeyDown={pressNothing}
							onChange={() => onChoose(each)}
							className="size-4.5 shrink-0 accent-board outline-none"
						/>
						<span className="font-medium tabular-nums">{minutesWords(each, language)}</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
