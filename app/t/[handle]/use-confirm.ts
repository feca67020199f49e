"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { Booked } from "@/lib/bookings/schema";
import { type No, newKey, send } from "../../_ui/send.ts";
import type { Booker } from "./booker.ts";
import { rememberBooker } from "./booker.ts";
import { type HoldFlow, isGone } from "./use-hold.ts";

export type Confirming = { status: "idle" | "sending" | "waiting" | "unsure" | "booked"; no?: No };

const unsure = "We have not heard yet whether it worked. Please try again: it cannot be booked twice.";

/** Turns the hold into a booking. While nobody knows whether it went through, every try is the same request. */
export function useConfirm(flow: HoldFlow, timeZone: string) {
	const [state, setState] = useState<Confirming>({ status: "idle" });
	const key = useRef<string>(undefined);
	const router = useRouter();

	async function confirm(booker: Booker) {
		const { phase } = flow;
		if (phase.at !== "held" || state.status === "sending" || state.status === "booked") return;
		const { hold } = phase.hold;
		key.current ??= newKey();
		flow.letGo();
		setState({ status: "sending" });
		const answer = await send<Booked>(
			"/api/bookings",
			{ hold, ...booker, timeZone },
			{ key: key.current, onWait: () => setState({ status: "waiting" }) },
		);
		if (answer.data) {
			setState({ status: "booked" });
			rememberBooker(booker);
			router.push(`/b/${answer.data.ref}?booked=1`);
		} else if (answer.no.code === "UNSURE") {
			setState({ status: "unsure", no: { ...answer.no, message: unsure } });
		} else if (isGone(answer.no)) {
			flow.lose(phase.slot, answer.no);
		} else {
			key.current = undefined;
			flow.keep(hold);
			setState({ status: "idle", no: answer.no });
		}
	}
	return { state, confirm };
}
