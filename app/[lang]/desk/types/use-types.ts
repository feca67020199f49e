"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { OutsideBooking } from "@/lib/rules/schema";
import type { DeskType } from "@/lib/rules/type-schema";
import { type No, send } from "../../../_ui/send.ts";
import { unheard } from "../../../_ui/wait.ts";
import { moved } from "./use-drag.ts";

/** An instance from before says nothing of them. */
type Edited = { outside?: OutsideBooking[] };

/** A teacher's types as they stand here: what was moved or retired shows at once, and comes back where it is refused. */
export function useTypes(types: DeskType[]) {
	const [listed, setListed] = useState(types);
	const [said, setSaid] = useState("");
	const [no, setNo] = useState<string>();
	const [retired, setRetired] = useState<DeskType>();
	/** How many bookings to come are outside what is offered since. */
	const [outside, setOutside] = useState(0);
	/** What is shown is not saved yet: no news from the server may undo it. */
	const [moving, setMoving] = useState(false);
	const order = useRef(types);
	const moves = useRef(0);
	const saving = useRef(false);
	const again = useRef(false);
	const router = useRouter();

	// The server has others: they were saved here, on another page, or elsewhere.
	const [known, setKnown] = useState(types);
	if (known !== types) {
		setKnown(types);
		if (!moving && !isOlder(types, listed)) setListed(types);
	}
	useEffect(() => {
		order.current = listed;
	}, [listed]);
	/** At once also for what is sent next. */
	function show(next: DeskType[]) {
		order.current = next;
		setListed(next);
	}
	function move(from: number, to: number) {
		moves.current++;
		setMoving(true);
		show(moved(order.current, from, to));
		setSaid(`${order.current[to]?.name} is number ${to + 1} of ${order.current.length} now.`);
	}
	/** One after the other: what was moved while an order was on its way is sent after it. */
	async function saveOrder() {
		again.current = true;
		if (saving.current) return;
		saving.current = true;
		let sent = 0;
		let answer: Awaited<ReturnType<typeof send<{ types: DeskType[] }>>> | undefined;
		while (again.current) {
			again.current = false;
			sent = moves.current;
			const wish = { types: order.current.map(({ id }) => id) };
			answer = await send<{ types: DeskType[] }>("/api/type-order", wish, { method: "PUT" });
		}
		saving.current = false;
		// Something is being dragged again, and saved when it is let go.
		if (moves.current !== sent) return;
		setMoving(false);
		setNo(answer?.no && wordsOf(answer.no));
		if (answer?.data) show(answer.data.types);
		// Brings the order that holds.
		else router.refresh();
	}
	async function retire(type: DeskType): Promise<boolean> {
		const answer = await send<Edited>("/api/retirements", { type: type.id });
		setNo(answer.no && wordsOf(answer.no));
		if (answer.no) return false;
		show(order.current.filter(({ id }) => id !== type.id));
		setRetired(type);
		setOutside(answer.data.outside?.length ?? 0);
		router.refresh();
		return true;
	}
	async function restore(type: DeskType) {
		const answer = await send<Edited>("/api/restorations", { type: type.id });
		setNo(answer.no && wordsOf(answer.no));
		if (answer.no) return;
		setRetired(undefined);
		setOutside(0);
		setSaid(`“${type.name}” can be booked again.`);
		router.refresh();
	}
	return { listed, said, retired, outside, no, move, saveOrder: () => void saveOrder(), retire, restore };
}

/** Whether it was asked for before something that is shown was saved. */
function isOlder(types: DeskType[], shown: DeskType[]): boolean {
	return types.some(({ id, version }) => shown.some((each) => each.id === id && each.version > version));
}

function wordsOf({ code, message, later }: No): string {
	if (code === "UNSURE") return unheard("doing it twice is the same as once", later);
	if (code === "NTFND") return "One of these types was retired somewhere else. This is how they are now.";
	if (code === "SIGIN") return "You are signed out. Sign in again, then try once more.";
	return message;
}
