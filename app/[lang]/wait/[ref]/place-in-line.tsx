import { useLocale, useTranslations } from "next-intl";
import { withWords } from "@/lib/bookings/with-words";
import { saidIn } from "@/lib/languages/said-in";
import { isRefusalCode, refusals } from "@/lib/refusal";
import { dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import type { Wait } from "@/lib/waits/schema";
import { placeWords, wantedTimes, wantedWords, whatNext } from "@/lib/waits/wait-words";
import { BothTimes } from "../../../_ui/both-times.tsx";
import { plainButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { MailsComeBack } from "./mails-come-back.tsx";
import { TakenBack } from "./taken-back.tsx";

/** `mails` is the reference of the page of which mails they get. */
type Props = { wait: Wait; mails: string; hour12: boolean; no: string | undefined };

/** Where in line one is, and the way off it. */
export function PlaceInLine({ wait, mails, hour12, no }: Props) {
	const { teacher, type, place, timeZone } = wait;
	const times = wantedTimes(wait);
	const words = useTranslations("waiting");
	const language = useLocale();
	return (
		<>
			<h1 className="text-3xl sm:text-4xl">{words("place", { place: placeWords(place ?? 1, language) })}</h1>
			{wait.wasTakenBack && <TakenBack teacher={teacher.name} />}
			{wait.mailsComeBack && <MailsComeBack mails={mails} />}
			{isRefusalCode(no) && (
				<div className="mt-5">
					<Notice tone="alarm">{saidIn(language, refusals[no].message)}</Notice>
				</div>
			)}
			<section aria-label={words("what")} className="mt-8 rounded-2xl border border-line bg-card p-5 sm:p-7">
				<p className="text-soft">{withWords(type.name, teacher.name, language)}</p>
				<p className="mt-1 mb-4 text-2xl font-[680] tracking-tight first-letter:uppercase">
					{times
						? dayLabel(dayOf(times.startsAt, timeZone), "long", language)
						: wantedWords(wait, { length: "long", language })}
				</p>
				{times && (
					<div className="mb-4">
						<BothTimes {...times} zone={timeZone} home={teacher.timeZone} hour12={hour12} />
					</div>
				)}
				<p className="mb-6 text-soft">{whatNext(language)}</p>
				<form method="post" action="/api/form-wait-departures">
					<input type="hidden" name="wait" value={wait.ref} />
					<button type="submit" name="what" value="leave" className={plainButton}>
						{words("leave")}
					</button>
				</form>
			</section>
		</>
	);
}
