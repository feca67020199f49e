"use client";

import { useState } from "react";
import type { Feed, Feeds } from "@/lib/feeds/schema";
import { look } from "../../../_ui/look.ts";
import { type No, send } from "../../../_ui/send.ts";
import { usePaced } from "../../../_ui/use-paced.ts";

/** A teacher's calendars from elsewhere, looked at again while one of them is read, and what can be done with them. */
export function useFeeds(first: Feeds) {
	const { data, error, mutate } = usePaced("/api/feeds", look<Feeds>, {
		...{ first, paceOf },
		revalidateOnMount: false,
	});
	const [reading, setReading] = useState<string[]>([]);

	/** Gives the calendar as it was saved, or why not. */
	async function save(wish: object): Promise<{ feed?: Feed; no?: No }> {
		const { data, no } = await send<{ feed: Feed }>("/api/feeds", wish, { method: "PUT" });
		// Also after a "no": somebody may have changed it elsewhere.
		await mutate();
		return { feed: data?.feed, no };
	}
	/** Gives the calendar as it is then, or why it was not even tried. */
	async function read(id: string): Promise<{ feed?: Feed; no?: No }> {
		if (reading.includes(id)) return {};
		setReading((others) => [...others, id]);
		const { data, no } = await send<Feeds>("/api/feed-readings", { feed: id });
		await mutate(data, { revalidate: !data });
		setReading((others) => others.filter((other) => other !== id));
		return { feed: data?.feeds.find((feed) => feed.id === id), no };
	}
	async function remove({ id, version }: Feed): Promise<No | undefined> {
		const { no } = await send("/api/feed-removals", { feed: id, version });
		if (!no || no.code === "STALE") await mutate();
		return no;
	}
	const feeds = data.feeds.map((feed) => ({
		...feed,
		isReading: feed.isReading || reading.includes(feed.id),
	}));
	return { feeds, outside: data.outside, lost: error !== undefined, save, read, remove };
}

function paceOf({ feeds }: Feeds): number {
	return feeds.some(({ isReading, readAt, failures }) => isReading || (!readAt && !failures))
		? 2_000
		: 30_000;
}
