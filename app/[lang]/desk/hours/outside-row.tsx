import type { OutsideBooking } from "@/lib/rules/schema";
import { clock, momentLabel } from "@/lib/time-words";
import { plainButton } from "../../../_ui/button.ts";
import { useViewer } from "../../../_ui/use-viewer.ts";
import { YourTime } from "../your-time.tsx";

type Props = {
	booking: OutsideBooking;
	home: string;
	busy: boolean;
	onKeep: () => void;
	onCancel: () => void;
};

/** One booking that is to be kept or cancelled. */
export function OutsideRow({ booking, home, busy, onKeep, onCancel }: Props) {
	const [{ hour12 }] = useViewer(home);
	const { startsAt, endsAt, type, name } = booking;
	const when = momentLabel(startsAt, home, hour12, Date.now());
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
			<div className="min-w-0">
				<p className="font-medium tabular-nums">
					{when} – {clock(endsAt, home, hour12)}
					<YourTime at={startsAt} home={home} />
				</p>
				<p className="wrap-anywhere text-soft">
					{name} · {type}
				</p>
			</div>
			<p className="flex gap-2">
				<button
					type="button"
					aria-label={`Keep ${name}, ${when}`}
					aria-disabled={busy}
					onClick={onKeep}
					className={plainButton}
				>
					Keep
				</button>
				<button
					type="button"
					aria-label={`Cancel ${name}, ${when}`}
					aria-disabled={busy}
					onClick={onCancel}
					className={`${plainButton} text-alarm`}
				>
					Cancel …
				</button>
			</p>
		</li>
	);
}
