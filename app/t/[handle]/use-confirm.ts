"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { Booked } from "@/lib/bookings/schema";
import { type No, newKey, send } from "../../_ui/send.ts";
import { unheard, type Wait } from "../../_ui/wait.ts";
import { type Booker, rememberBooker } from "./booker.ts";
import { type HoldFlow, isGone } from "./use-hold.ts";

export type Confirming =
	| { status: "idle" | "unsure"; no?: No }
	| { status: "sending" | "booked"; no?: undefined }
	| { status: "waiting"; wait: Wait; no?: undefined };

/** Turns the hold into a booking. While nobody knows whether it went through, every try is the same request. */
export function useConfirm(flow: HoldFlow, timeZone: string, home: string, opening?: string) {
	const [state, setState] = useState<Confirming>({ status: "idle" });
	const key = useRef<string>(undefined);
	const zone = useRef(timeZone);
	const router = useRouter();

	async function confirm(booker: Booker, remember: boolean) {
		const { phase } = flow;
		if (phase.at !== "held" || busy(state)) return;
		const { hold } = phase.hold;
		flow.letGo();
		setState({ status: "sending" });
		const answer = await ask({ hold, ...booker });
		if (answer.data) {
			setState({ status: "booked" });
			if (remember) rememberBooker(booker);
			router.push(`/b/${answer.data.ref}?booked=1`);
		} else if (answer.no.code === "UNSURE") {
			const message = unheard("it cannot be booked twice", answer.no.later);
			setState({ status: "unsure", no: { ...answer.no, message } });
		} else if (isGone(answer.no)) {
			flow.lose(phase.slot, answer.no);
		} else {
			key.current = undefined;
			flow.keep(hold);
			setState({
				status: "idle",
				no: answer.no.code === "NTFND" ? { ...answer.no, message: lost } : answer.no,
			});
		}
	}

	/** A browser may know a zone that the server has not heard of: then the teacher's has to do. */
	async function ask(wish: Booker & { hold: string }) {
		key.current ??= newKey();
		const answer = await send<Booked>(
			"/api/bookings",
			{ ...wish, timeZone: zone.current, ...(opening && { opening }) },
			{ key: key.current, onWait: (wait) => setState({ status: "waiting", wait }) },
		);
		if (!answer.no?.fields?.timeZone || zone.current === home) return answer;
		zone.current = home;
		key.current = undefined;
		return ask(wish);
	}
	return { state, confirm };
}

/** Whether an answer is awaited, or was the last one needed. */
export function busy({ status }: Confirming): boolean {
	return status === "sending" || status === "waiting" || status === "booked";
}

const lost = "This time is no longer kept for you. Please close this and choose a time again.";
