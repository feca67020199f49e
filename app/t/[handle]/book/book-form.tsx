import { randomUUID } from "node:crypto";
import type { Slot } from "@/lib/slots/schema";
import type { TypedForm } from "@/lib/typed";
import { primaryButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { NearTimes } from "./near-times.tsx";

type Props = {
	/** With the opening whose pass this browser has to show, where there is one. */
	wish: { teacher: string; type: string; startsAt: string; opening?: string };
	viewer: Viewer;
	home: string;
	typed: TypedForm | undefined;
	sameKey: boolean;
	faults: Partial<Record<"name" | "email", string>>;
	/** Other times to take, where this one is gone. */
	instead: Slot[] | undefined;
};

/** Two fields and a button, or a button for each time that is left. Pressed twice, it is the same request. */
export function BookForm({ wish, viewer, home, typed, sameKey, faults, instead }: Props) {
	const { teacher, type, startsAt, opening } = wish;
	const key = (sameKey && typed?.key) || randomUUID();
	const hidden = {
		teacher,
		type,
		timeZone: viewer.zone,
		key,
		...(!instead && { startsAt }),
		...(opening && { opening }),
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
