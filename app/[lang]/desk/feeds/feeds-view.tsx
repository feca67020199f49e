"use client";

import { useState } from "react";
import { mostFeeds } from "@/lib/feeds/most-feeds";
import type { Feed, Feeds } from "@/lib/feeds/schema";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { SharedCalendar } from "../../../_ui/shared-calendar.tsx";
import { AddFeed } from "./add-feed.tsx";
import { FeedCard, timesWords } from "./feed-card.tsx";
import { OutsideNote } from "./outside-note.tsx";
import { RemoveFeed } from "./remove-feed.tsx";
import { RenameFeed } from "./rename-feed.tsx";
import { useFeeds } from "./use-feeds.ts";

type Props = { first: Feeds; zone: string; handle: string; hour12: boolean; now: number };
type Asked = { what: "rename" | "remove"; feed: Feed };

/** The calendars that a teacher has elsewhere: what is busy in them cannot be booked here. */
export function FeedsView({ first, zone, handle, hour12, now }: Props) {
	const { feeds, outside, lost, save, read, remove } = useFeeds(first);
	const [asked, setAsked] = useState<Asked>();
	const [no, setNo] = useState<string>();
	// For who does not see the card change.
	const [said, setSaid] = useState("");
	const close = () => setAsked(undefined);

	async function readNow({ id, name }: Feed) {
		setSaid("");
		const answer = await read(id);
		setNo(answer.no?.message);
		if (answer.feed) setSaid(`${name}: ${answer.feed.trouble ?? timesWords(answer.feed.times)}`);
	}
	return (
		<div data-focus-scope className="grid gap-8 lg:grid-cols-[1fr_24rem] lg:items-start">
			<section aria-labelledby="known-calendars" className="grid gap-4">
				<h2 id="known-calendars" data-focus-home tabIndex={-1} className="sr-only">
					Your calendars
				</h2>
				<p role="status" className="sr-only">
					{said}
				</p>
				{lost && <Notice tone="brass">We have lost touch: this may be a little old.</Notice>}
				{no && <Notice tone="alarm">{no}</Notice>}
				{outside.length > 0 && <OutsideNote outside={outside} zone={zone} hour12={hour12} now={now} />}
				{feeds.length === 0 && <NoFeeds />}
				<ul className={feeds.length ? "grid gap-3" : "hidden"}>
					{feeds.map((feed) => (
						<FeedCard
							key={feed.id}
							feed={feed}
							zone={zone}
							hour12={hour12}
							now={now}
							onRead={() => readNow(feed)}
							onRename={() => setAsked({ what: "rename", feed })}
							onRemove={() => setAsked({ what: "remove", feed })}
						/>
					))}
				</ul>
			</section>
			<div className="grid gap-8">
				<AddFeed full={feeds.length >= mostFeeds} handle={handle} save={save} read={read} />
				<section aria-labelledby="own-calendar" className="rounded-2xl border border-line bg-card p-5">
					<h2 id="own-calendar" className="mb-1 text-xl">
						Your bookings elsewhere
					</h2>
					<p className="mb-4 text-soft">
						Subscribe to them in the calendar you keep, with who comes. It never stands in your way here.
					</p>
					<SharedCalendar of="desk" first={first.sharedAt} zone={zone} />
				</section>
			</div>
			{asked?.what === "rename" && (
				<RenameFeed
					feed={asked.feed}
					latest={feeds.find(({ id }) => id === asked.feed.id)}
					save={save}
					onClose={close}
				/>
			)}
			{asked?.what === "remove" && <RemoveFeed feed={asked.feed} remove={remove} onClose={close} />}
		</div>
	);
}

function NoFeeds() {
	return (
		<EmptyBox title="No other calendar yet" level="h3">
			<p className="mx-auto mt-2 max-w-md text-soft">
				Add the calendar you keep at Google, Outlook or Apple, and nobody can book you here while you are busy
				there. Only the times are read, never what they are for.
			</p>
		</EmptyBox>
	);
}
