import { useLocale, useTranslations } from "next-intl";
import type { Booking } from "@/lib/bookings/answer";
import { answersSaid } from "@/lib/bookings/answer-words";
import { placeWords } from "@/lib/bookings/place-words";
import type { Language } from "@/lib/languages/languages";

/** Where one meets, and what was said to the questions. */
export function SaidFacts({ place, answers }: Pick<Booking, "place" | "answers">) {
	const words = useTranslations("booking");
	const language = useLocale();
	const said = answersSaid(answers, language);
	const where = placeWords(place, language);
	if (!where && said.length === 0) return null;
	return (
		<dl className="mt-4 grid gap-3 border-t border-line pt-4">
			{where && (
				<div>
					<dt className="text-sm text-soft">{words("place")}</dt>
					<dd className="wrap-anywhere">
						{isLink(place.text) ? <Link place={place} language={language} /> : where}
					</dd>
				</div>
			)}
			{said.map(({ label, said }) => (
				<div key={label}>
					<dt className="text-sm text-soft wrap-anywhere">{label}</dt>
					<dd className="whitespace-pre-line wrap-anywhere">{said}</dd>
				</div>
			))}
		</dl>
	);
}

function isLink(text: string): boolean {
	return /^https:\/\/\S+$/.test(text);
}

/** What the teacher gave as an address to go to. */
function Link({ place, language }: Pick<Booking, "place"> & { language: Language }) {
	const whole = placeWords(place, language);
	return (
		<>
			{whole.slice(0, -place.text.length)}
			<a href={place.text} className="font-medium underline decoration-edge underline-offset-4">
				{place.text}
			</a>
		</>
	);
}
