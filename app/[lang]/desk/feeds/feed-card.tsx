import type { Feed } from "@/lib/feeds/schema";
import { nearLabel } from "@/lib/time-words";
import { plainButton, quietButton } from "../../../_ui/button.ts";
import { YourTime } from "../your-time.tsx";

type Props = {
	feed: Feed;
	zone: string;
	hour12: boolean;
	now: number;
	onRead: () => void;
	onRename: () => void;
	onRemove: () => void;
};

/** One calendar from elsewhere: how it is, and what can be done with it. */
export function FeedCard({ feed, zone, hour12, now, onRead, onRename, onRemove }: Props) {
	const { name, host, isReading, readAt, failures, trouble, times, dueAt } = feed;
	const at = (instant: string) => nearLabel(instant, zone, hour12, now);
	return (
		<li className="grid gap-3 rounded-2xl border border-line bg-card p-4 sm:px-5">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
				<div className="min-w-0">
					<h3 className="text-lg wrap-anywhere">{name}</h3>
					<p className="text-sm text-soft wrap-anywhere">from {host}</p>
				</div>
				<Mark feed={feed} />
			</div>
			<div className="text-soft">
				{isReading ? (
					<p>Being read now …</p>
				) : readAt ? (
					<p>
						Read {at(readAt)} · {timesWords(times)}
						<YourTime at={readAt} home={zone} />
					</p>
				) : (
					<p>{failures ? "Never read yet." : "To be read in a moment."}</p>
				)}
			</div>
			{trouble && !isReading && (
				<div
					className={`rounded-xl px-4 py-3 ${failures ? "bg-alarm-tint text-alarm" : "bg-brass-tint text-brass-ink"}`}
				>
					<p>{trouble}</p>
					{failures > 0 && (
						<p className="mt-1">
							{readAt && "The times it had stay busy. "}Next try: {at(dueAt)}
							<YourTime at={dueAt} home={zone} inline />.
						</p>
					)}
				</div>
			)}
			<div className="-mx-3 -mb-1 flex flex-wrap items-center gap-x-1 px-3">
				<button
					type="button"
					aria-label={`Read now: ${name}`}
					aria-disabled={isReading}
					onClick={() => isReading || onRead()}
					className={`${plainButton} mr-2`}
				>
					Read now
				</button>
				<button
					type="button"
					aria-label={`Rename ${name}`}
					aria-haspopup="dialog"
					onClick={onRename}
					className={quietButton}
				>
					Rename
				</button>
				<button
					type="button"
					aria-label={`Remove ${name}`}
					aria-haspopup="dialog"
					onClick={onRemove}
					className={`${quietButton} text-soft`}
				>
					Remove
				</button>
			</div>
		</li>
	);
}

function Mark({ feed: { isReading, failures, trouble, readAt } }: { feed: Feed }) {
	const [words, look] = failures
		? ["Cannot be read", "bg-alarm-tint text-alarm"]
		: isReading || !readAt
			? ["Reading", "bg-chalk text-chalk-ink"]
			: trouble
				? ["Partly read", "bg-brass-tint text-brass-ink"]
				: ["All read", "bg-chalk text-chalk-ink"];
	return <p className={`rounded-md px-2 py-0.5 text-sm ${look}`}>{words}</p>;
}

export function timesWords(times: number): string {
	if (times === 0) return "nothing busy ahead";
	return times === 1 ? "one busy time ahead" : `${times.toLocaleString("en")} busy times ahead`;
}
