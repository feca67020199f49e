import { useLocale, useTranslations } from "next-intl";
import { placeWords } from "@/lib/bookings/place-words";
import { durationWords } from "@/lib/teachers/duration-words";
import type { AppointmentType } from "@/lib/teachers/schema";
import type { Host } from "./host.ts";
import { pressNothing } from "./press-nothing.ts";

type Props = {
	types: AppointmentType[];
	chosen: AppointmentType;
	/** Whose yes it waits for where it does. */
	host: Decides;
	onChoose: (handle: string) => void;
};

/** Which kind of time: a choice only where there is one. */
export function TypeChoice({ types, chosen, host, onChoose }: Props) {
	const words = useTranslations("board");
	if (types.length === 1) return <OneType type={chosen} host={host} />;
	return (
		<fieldset className="mb-6">
			<legend className="mb-2.5 text-lg font-[680] tracking-tight">{words("type.legend")}</legend>
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
							<About type={type} host={host} />
						</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}

export function OneType({ type, host }: AboutProps) {
	return (
		<div className="mb-6 rounded-2xl border border-line bg-card px-4 py-3.5">
			<h2 className="text-lg">{type.name}</h2>
			<About type={type} host={host} />
		</div>
	);
}

type Decides = Pick<Host, "name" | "members">;
type AboutProps = { type: AppointmentType; host: Decides };

export function About({ type, host: { name, members } }: AboutProps) {
	const words = useTranslations("board");
	const language = useLocale();
	const place = placeWords({ kind: type.placeKind, text: type.address }, language);
	return (
		<>
			<span className="mt-0.5 block text-sm text-soft">
				{durationWords(type, language)} ·{" "}
				{type.seats === 1 ? words("type.oneToOne") : words("type.upTo", { seats: type.seats })}
				{type.needsApproval &&
					` · ${members ? words("type.afterTheirYes") : words("type.afterYes", { teacher: name })}`}
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
