"use client";

import { useEffect, useState } from "react";
import type { Ticket } from "@/lib/openings/schema";
import type { AppointmentType } from "@/lib/teachers/schema";
import { type No, send } from "../../../_ui/send.ts";
import { keepPass, type StoredPass, useStoredPass } from "../../../_ui/stored-pass.ts";

/** One's turn where bookings go by turns: `until` by this device's clock, undefined while it is not one's turn. */
export type Turn = {
	opening: NonNullable<AppointmentType["opening"]>;
	pass: StoredPass | undefined;
	until: number | undefined;
	left: number;
	/** It was one's turn on this device, and the minutes ran out. */
	ranOut: boolean;
	/** It was just made longer. */
	longer: boolean;
	busy: boolean;
	no: No | undefined;
	more: () => Promise<void>;
};

/** Undefined where a type's bookings do not go by turns. */
export function useTurn(type: AppointmentType | undefined): Turn | undefined {
	const opening = type?.opening?.byTicket ? type.opening : undefined;
	const pass = useStoredPass(opening?.id ?? "");
	const now = useSeconds(opening !== undefined && pass !== undefined);
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	const [longer, setLonger] = useState(false);
	if (!opening) return undefined;

	async function more() {
		if (!pass || busy) return;
		setBusy(true);
		setLonger(false);
		const answer = await send<Ticket>("/api/passes", { ticket: pass.ticket }, { tries: 3 });
		setBusy(false);
		setNo(answer.no);
		if (answer.data) keepPass(answer.data);
		setLonger(!answer.no);
	}
	const until = pass && pass.until > now ? pass.until : undefined;
	const ranOut = pass !== undefined && until === undefined;
	return { opening, pass, until, left: until ? until - now : 0, ranOut, longer, busy, no, more };
}

function useSeconds(running: boolean): number {
	const [now, setNow] = useState(0);
	useEffect(() => {
		if (!running) return;
		setNow(Date.now());
		const timer = setInterval(() => setNow(Date.now()), 1_000);
		return () => clearInterval(timer);
	}, [running]);
	return now;
}
