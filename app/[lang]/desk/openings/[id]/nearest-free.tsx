import { plainButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import type { No } from "../../../../_ui/send.ts";

type Props = { no: No; when: (startsAt: string) => string; onChoose: (startsAt: string) => void };

/** Why it was not booked, and the nearest times that are still free. */
export function NearestFree({ no, when, onChoose }: Props) {
	return (
		<Notice tone="alarm">
			<p>{wordsOf(no)}</p>
			{no.nearest && no.nearest.length > 0 && (
				<>
					<p className="mt-2">Still free, close by:</p>
					<p className="mt-2 flex flex-wrap gap-2">
						{no.nearest.map(({ startsAt }) => (
							<button key={startsAt} type="button" onClick={() => onChoose(startsAt)} className={plainButton}>
								{when(startsAt)}
							</button>
						))}
					</p>
				</>
			)}
		</Notice>
	);
}

function wordsOf({ code, message, fields }: No): string {
	if (code === "LIMIT") return "This family has as many bookings as one can have in this opening.";
	if (code === "LATE0")
		return "This time is too soon to be booked here. Please agree on it with the teacher.";
	return Object.values(fields ?? {})[0] ?? message;
}
