import type { Delivery } from "@/lib/hooks/schema";
import { quietButton } from "../../../_ui/button.ts";
import { YourTime } from "../your-time.tsx";
import { type At, atWords, eventWords } from "./words.ts";

type Props = { deliveries: Delivery[]; at: At; isOn: boolean; onReplay: (delivery: string) => void };

/** What a program was told last, the newest first. */
export function DeliveryList({ deliveries, at, isOn, onReplay }: Props) {
	const [newest] = deliveries;
	if (!newest) return <p className="text-soft">Told nothing yet.</p>;
	return (
		<details className="border-t border-line pt-1">
			<summary className="flex min-h-11 flex-wrap items-center gap-x-3 py-2">
				<span className="font-medium underline decoration-edge underline-offset-4">What it was told</span>
				<span className="text-soft">last: {stateWords(newest, at)}</span>
			</summary>
			<ul className="divide-y divide-line">
				{deliveries.map((delivery) => (
					<li key={delivery.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1.5">
						<div className="min-w-0">
							<p>
								{eventWords[delivery.event]}{" "}
								<span className="text-soft">
									{atWords(delivery.createdAt, at)}
									<YourTime at={delivery.createdAt} home={at.zone} inline />
								</span>
							</p>
							<p className={`text-sm ${delivery.state === "given up" ? "text-alarm" : "text-soft"}`}>
								{stateWords(delivery, at)}
								{delivery.error && `: ${delivery.error}`}
							</p>
						</div>
						{isOn && (delivery.state !== "waiting" || delivery.attempts > 0) && (
							<button
								type="button"
								aria-label={`${again(delivery)}: ${eventWords[delivery.event]} ${atWords(delivery.createdAt, at)}`}
								onClick={() => onReplay(delivery.id)}
								className={`${quietButton} -mx-3 text-soft`}
							>
								{again(delivery)}
							</button>
						)}
					</li>
				))}
			</ul>
		</details>
	);
}

const again = ({ state }: Delivery) => (state === "waiting" ? "Send now" : "Send again");

function stateWords({ state, at: when, attempts, status }: Delivery, at: At): string {
	const tries = attempts > 1 ? ` after ${attempts} tries` : "";
	if (state === "told") return `taken with ${status}${tries}, ${atWords(when, at)}`;
	if (state === "given up") return `given up${tries}`;
	return attempts ? `next try ${atWords(when, at)}${tries}` : "on its way";
}
