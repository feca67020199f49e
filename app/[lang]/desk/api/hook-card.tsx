import type { Hook } from "@/lib/hooks/schema";
import { quietButton } from "../../../_ui/button.ts";
import { YourTime } from "../your-time.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { type At, atWords, eventWords } from "./words.ts";

type Props = {
	hook: Hook;
	at: At;
	onEdit: () => void;
	onRenew: () => void;
	onDrop: () => void;
	onReplay: (delivery?: string) => void;
};

/** One program that is told of bookings: how it is, and what can be done with it. */
export function HookCard({ hook, at, onEdit, onRenew, onDrop, onReplay }: Props) {
	const { host, events, isOn, failures, failingSince, givenUp, oldUntil, deliveries } = hook;
	return (
		<li className="grid gap-3 rounded-2xl border border-line bg-card p-4 sm:px-5">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
				<div className="min-w-0">
					<h3 className="text-lg wrap-anywhere">{host}</h3>
					<p className="text-soft">{events.map((event) => eventWords[event]).join(" · ")}</p>
				</div>
				<Mark hook={hook} />
			</div>
			{!isOn && failingSince && (
				<p className="rounded-xl bg-alarm-tint px-4 py-3 text-alarm">
					We switched this off: its last {failures} tries failed, since {atWords(failingSince, at)}
					<YourTime at={failingSince} home={at.zone} inline />. Mend it there, then switch it on again.
				</p>
			)}
			{oldUntil && (
				<p className="text-soft">
					The secret before this one signs along until {atWords(oldUntil, at)}
					<YourTime at={oldUntil} home={at.zone} inline />.
				</p>
			)}
			<DeliveryList deliveries={deliveries} at={at} isOn={isOn} onReplay={onReplay} />
			<div className="-mx-3 -mb-1 flex flex-wrap items-center">
				{givenUp > 0 && isOn && (
					<button type="button" onClick={() => onReplay()} className={quietButton}>
						{givenUp === 1 ? "Send the failed one again" : `Send all ${givenUp} failed again`}
					</button>
				)}
				{(
					[
						["Change", onEdit],
						["New secret", onRenew],
						["Remove", onDrop],
					] as const
				).map(([label, onClick]) => (
					<button
						key={label}
						type="button"
						aria-label={`${label}: ${host}`}
						aria-haspopup="dialog"
						onClick={onClick}
						className={`${quietButton} text-soft`}
					>
						{label}
					</button>
				))}
			</div>
		</li>
	);
}

function Mark({ hook: { isOn, failures } }: { hook: Hook }) {
	const [words, look] = !isOn
		? ["Switched off", failures ? "bg-alarm-tint text-alarm" : "bg-brass-tint text-brass-ink"]
		: failures
			? ["Does not answer well", "bg-alarm-tint text-alarm"]
			: ["Switched on", "bg-chalk text-chalk-ink"];
	return <p className={`rounded-md px-2 py-0.5 text-sm ${look}`}>{words}</p>;
}
