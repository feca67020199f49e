import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { TextArea } from "../../../_ui/field.tsx";

/** Two plain forms, so that a reason is sent with a no alone. */
export function DecideForms({ ref_, name }: { ref_: string; name: string }) {
	return (
		<div className="mt-6 grid gap-6">
			<form method="post" action="/api/form-decisions">
				<Answer ref_={ref_} answer="yes" />
				<button type="submit" className={`${primaryButton} min-h-13 w-full text-lg`}>
					Yes, book it
				</button>
			</form>
			<form method="post" action="/api/form-decisions" className="grid gap-4 border-t border-line pt-6">
				<Answer ref_={ref_} answer="no" />
				<TextArea
					label="If not: why, in your words"
					hint={`It is in the mail to ${name}. You may leave it out.`}
					name="reason"
					maxLength={500}
				/>
				<button type="submit" className={plainButton}>
					No, not this time
				</button>
			</form>
		</div>
	);
}

function Answer({ ref_, answer }: { ref_: string; answer: "yes" | "no" }) {
	return (
		<>
			<input type="hidden" name="decision" value={ref_} />
			<input type="hidden" name="answer" value={answer} />
		</>
	);
}
