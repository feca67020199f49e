"use client";

import { useRef, useState } from "react";
import { useSWRConfig } from "swr";
import type { Booked } from "@/lib/bookings/answer";
import type { BookFor } from "@/lib/office/schema";
import { type No, newKey, send } from "../../../../_ui/send.ts";
import { unheard } from "../../../../_ui/wait.ts";

/** Books for somebody. The same wish carries the same key, so that asking again never books twice. */
export function useBookFor(onDone: () => void) {
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	const [booked, setBooked] = useState<Booked>();
	const { mutate } = useSWRConfig();
	const last = useRef({ wish: "", key: "" });

	/** Gives whether the time that was wanted is still worth wanting. */
	async function book(wish: BookFor): Promise<boolean> {
		if (busy) return true;
		const text = JSON.stringify(wish);
		if (last.current.wish !== text) last.current = { wish: text, key: newKey() };
		setBusy(true);
		setNo(undefined);
		const answer = await send<Booked>("/api/assisted-bookings", wish, { key: last.current.key });
		setBusy(false);
		// What was refused is not remembered under its key; what nobody knows of is.
		if (answer.no?.code !== "UNSURE") last.current = { wish: "", key: "" };
		if (answer.no) setNo(answer.no.code === "UNSURE" ? unsure(answer.no) : answer.no);
		else setBooked(answer.data);
		onDone();
		if (!answer.no?.nearest) return true;
		// What is shown as free is not any more.
		void mutate((key) => Array.isArray(key) && key[0] === "free");
		return false;
	}
	function another() {
		setBooked(undefined);
		setNo(undefined);
	}
	return { busy, no, booked, book, another, forget: () => setNo(undefined) };
}

function unsure(no: No): No {
	return { ...no, message: unheard("the same booking is not made twice", no.later) };
}
