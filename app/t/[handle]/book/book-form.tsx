import { randomUUID } from "node:crypto";
import type { Slot } from "@/lib/slots/schema";
import type { AppointmentType } from "@/lib/teachers/schema";
import type { TypedForm } from "@/lib/typed";
import { primaryButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
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
			<Field
				label="Name"
				name="name"
				autoComplete="name"
				maxLength={120}
				required
				defaultValue={typed?.name}
				error={faults.name}
			/>
			<Field
				label="E-mail"
				name="email"
				type="email"
				inputMode="email"
				autoComplete="email"
				maxLength={254}
				required
				defaultValue={typed?.email}
				error={faults.email}
				hint="The confirmation goes there."
			/>
			<QuestionFields questions={type.questions} said={typed?.answers ?? {}} faults={faults} />
			{instead ? (
				<fieldset>
					<legend className="mb-3 text-lg font-[680]">Still free, close by: book one of these</legend>
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
					{type.seriesCap > 1 && !type.opening && (
						<p className="text-sm text-soft">
							Several weeks at once can only be booked with JavaScript. Without it, please book one after the
							other.
						</p>
					)}
					<p className="text-sm text-soft">
						Nobody keeps this time for you while you type: it is yours when the next page says “booked”.
					</p>
					<button type="submit" className={`${primaryButton} min-h-13 text-lg`}>
						Book this time
					</button>
				</>
			)}
		</form>
	);
}
