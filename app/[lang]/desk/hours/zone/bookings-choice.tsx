import { instantAt, localTime } from "@/lib/time";
import { momentLabel, zoneCity } from "@/lib/time-words";
import { Choice } from "../../../../_ui/choice.tsx";

/** What happens to what is booked when the clocks change. */
export type Fate = "stay" | "move";

type Props = {
	coming: number;
	nextAt: string;
	/** The clocks by which they were booked, and those that are to come. */
	home: string;
	zone: string;
	hour12: boolean;
	fate: Fate;
	onChange: (fate: Fate) => void;
};

/** Shown by the next booking, since "the same time" can mean either. */
export function BookingsChoice({ coming, nextAt, home, zone, hour12, fate, onChange }: Props) {
	const by = (at: string | number, clocks: string) =>
		`${momentLabel(at, clocks, hour12)} in ${zoneCity(clocks)}`;
	const moved = instantAt(localTime(nextAt, home), zone);
	const many = coming > 1;
	return (
		<Choice
			legend={many ? `What should happen to ${coming} bookings?` : "What should happen to one booking?"}
			options={[
				{
					value: "stay",
					label: many ? "They stay when they are" : "It stays when it is",
					hint: `${many ? "The next one, " : ""}${by(nextAt, home)}, will be ${by(nextAt, zone)}. Nobody is written to.`,
				},
				{
					value: "move",
					label: many ? "They move with your clock" : "It moves with your clock",
					hint: `${many ? "The next one, " : ""}${by(nextAt, home)}, will be ${moved ? by(moved, zone) : `a little later in ${zoneCity(zone)}, whose clocks skip that time`}. Everybody who booked is told by mail, and it cannot be undone.`,
				},
			]}
			value={fate}
			onChange={(value) => onChange(value as Fate)}
		/>
	);
}
