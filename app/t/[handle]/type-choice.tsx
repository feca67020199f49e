import { placeWords } from "@/lib/bookings/place-words";
import type { AppointmentType } from "@/lib/teachers/schema";
import { durationWords } from "./offer-words.ts";
import { pressNothing } from "./press-nothing.ts";

type Props = { types: AppointmentType[]; chosen: AppointmentType; onChoose: (handle: string) => void };

/** Which kind of time: a choice only where there is one. */
export function TypeChoice({ types, chosen, onChoose }: Props) {
	if (types.length === 1) return <OneType type={chosen} />;
	return (
		<fieldset className="mb-6">
			<legend className="mb-2.5 text-lg font-[680] tracking-tight">What would you like to book?</legend>
			<div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
				{types.map((type) => (
					<label
						key={type.handle}
						className="group flex cursor-pointer gap-3 rounded-2xl border border-line bg-card px-4 py-3.5 hover:border-edge has-checked:border-board has-checked:bg-chalk has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brass"
					>
						<input
							type="radio"
							name="type"
							onKeyDown={pressNothing}
							value={type.handle}
							checked={type === chosen}
							onChange={() => onChoose(type.handle)}
							className="mt-1 size-4.5 shrink-0 accent-board outline-none"
						/>
						<span className="min-w-0">
							<span className="block font-medium">{type.name}</span>
							<About type={type} />
						</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}

export function OneType({ type }: { type: AppointmentType }) {
	return (
		<div className="mb-6 rounded-2xl border border-line bg-card px-4 py-3.5">
			<h2 className="text-lg">{type.name}</h2>
			<About type={type} />
		</div>
	);
}

export function About({ type }: { type: AppointmentType }) {
	const place = placeWords({ kind: type.placeKind, text: type.address });
	return (
		<>
			<span className="mt-0.5 block text-sm text-soft">
				{durationWords(type)} · {type.seats === 1 ? "one to one" : `up to ${type.seats} people`}
			</span>
			{place && <span className="mt-0.5 block text-sm text-soft wrap-anywhere">{place}</span>}
			{type.description && (
				<span className="mt-1 block text-sm text-soft max-sm:group-not-has-checked:hidden">
					{type.description}
				</span>
			)}
		</>
	);
}
