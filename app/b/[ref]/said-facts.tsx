import { answersSaid } from "@/lib/bookings/answer-words";
import { placeWords } from "@/lib/bookings/place-words";
import type { Booking } from "@/lib/bookings/schema";

/** Where one meets, and what was said to the questions. */
export function SaidFacts({ place, answers }: Pick<Booking, "place" | "answers">) {
	const said = answersSaid(answers);
	const where = placeWords(place);
	if (!where && said.length === 0) return null;
	return (
		<dl className="mt-4 grid gap-3 border-t border-line pt-4">
			{where && (
				<div>
					<dt className="text-sm text-soft">Where</dt>
					<dd className="wrap-anywhere">{isLink(place.text) ? <Link place={place} /> : where}</dd>
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
function Link({ place }: Pick<Booking, "place">) {
	const kind = placeWords({ ...place, text: "" });
	return (
		<>
			{kind && `${kind}: `}
			<a href={place.text} className="font-medium underline decoration-edge underline-offset-4">
				{place.text}
			</a>
		</>
	);
}
