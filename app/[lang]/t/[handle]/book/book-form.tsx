import { randomUUID } from "node:crypto";
import { useTranslations } from "next-intl";
import type { Slot } from "@/lib/slots/schema";
import type { AppointmentType } from "@/lib/teachers/schema";
import type { TypedForm } from "@/lib/typed";
import { primaryButton } from "../../../../_ui/button.ts";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { EmailField, NameField } from "../../../../_ui/who-fields.tsx";
import { QuestionFields } from "../question-fields.tsx";
import { NearTimes } from "./near-times.tsx";

type Props = {
	/** With the opening whose pass this browser has to show, where there is one. */
	wish: { teacher: string; type: string; startsAt: string; durationMinutes?: string; opening?: string };
	type: AppointmentType;
	viewer: Viewer;
	home: string;
	typed: TypedForm | undefined;
	sameKey: boolean;
	/** What is to be mended: by `name`, `email`, or the id of a question. */
	faults: Record<string, string | undefined>;
	/** Other times to take, where this one is gone. */
	instead: Slot[] | undefined;
};

/** Two fields, what the type asks and a button, or a button for each time that is left. Pressed twice, it is the same request. */
export function BookForm({ wish, type, viewer, home, typed, sameKey, faults, instead }: Props) {
	const words = useTranslations("board");
	const plain = useTranslations("plain");
	const { startsAt, ...others } = wish;
	const key = (sameKey && typed?.key) || randomUUID();
	const hidden = {
		...others,
		timeZone: viewer.zone,
		key,
		...(!instead && { startsAt }),
	};
	return (
		<form method="post" action="/api/form-bookings" className="mt-5 grid gap-4">
			{Object.entries(hidden).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<NameField defaultValue={typed?.name} error={faults.name} />
			<EmailField
				defaultValue={typed?.email}
				error={faults.email}
				hint={words(type.needsApproval ? "form.answer" : "form.confirmation")}
			/>
			<QuestionFields questions={type.questions} said={typed?.answers ?? {}} faults={faults} />
			{instead ? (
				<fieldset>
					<legend className="mb-3 text-lg font-[680]">
						{plain(type.needsApproval ? "book.askOneOfThese" : "book.oneOfThese")}
					</legend>
					<NearTimes
						slots={instead}
						viewer={viewer}
						home={home}
						name="startsAt"
						value={(slot) => slot.startsAt}
					/>
				</fieldset>
			) : (
				<>
					{type.seriesCap > 1 && !type.opening && <p className="text-sm text-soft">{plain("book.series")}</p>}
					<p className="text-sm text-soft">
						{plain(type.needsApproval ? "book.notKeptAsked" : "book.notKept")}
					</p>
					<button type="submit" className={`${primaryButton} min-h-13 text-lg`}>
						{words(type.needsApproval ? "form.ask" : "form.book")}
					</button>
				</>
			)}
		</form>
	);
}
