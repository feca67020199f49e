import { useEffect, useRef, useState } from "react";
import type { Gone } from "@/lib/desk/erase-schema";
import type { Ahead } from "@/lib/desk/schema";
import { type No, newKey, send } from "../../../_ui/send.ts";

/** Who is to go: a teacher, or a school with all whose times are cancelled first. */
export type Leaver = { what: "teacher" | "school"; handle: string; teachers: string[] };

const againMs = 4_000;
const dayMs = 86_400_000;

/**
 * Erases a teacher or a school. While something is ahead nothing happens but that it is told; what is to come can be cancelled
 * with a message, and then it is asked again until all mails are out.
 */
export function useErase({ what, handle, teachers }: Leaver, onDone: (gone: Gone) => void) {
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	const [ahead, setAhead] = useState<Ahead>();
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);

	async function erase() {
		clearTimeout(timer.current);
		setBusy(true);
		setNo(undefined);
		const { data, no } = await send<Gone>(`/api/${what}-erasures`, { handle });
		// A large school goes in several acts.
		if (data?.left) return void (await erase());
		setBusy(false);
		if (data) return onDone(data);
		// They were in our charge a moment ago: an answer was lost, and it is done.
		if (no.code === "DNIED" || no.code === "NTFND") return onDone({ signedOut: false, left: 0 });
		setAhead(no.ahead);
		if (!no.ahead) return setNo(no);
		// What is on its way goes by itself.
		if (isOnItsWay(no.ahead)) timer.current = setTimeout(erase, againMs);
	}

	async function cancelAll(reason: string) {
		setBusy(true);
		setNo(undefined);
		const end = Math.max(Date.now(), Date.parse(ahead?.until ?? "") || 0) + dayMs;
		for (const teacher of teachers) {
			const no = await cancelUntil(teacher, end, reason.trim());
			if (!no) continue;
			setBusy(false);
			return setNo(no);
		}
		await erase();
	}
	return { erase, cancelAll, busy, no, ahead };
}

/** Nothing but mails and forms that are filled in: nobody has to do anything. */
export const isOnItsWay = ({ bookings, openings }: Ahead) => bookings === 0 && openings === 0;

/** All that has not begun, in as many acts as it takes: each is of 500 bookings at most. */
async function cancelUntil(teacher: string, end: number, reason: string): Promise<No | undefined> {
	const text = (at: number) => new Date(at).toISOString();
	let from = Date.now();
	let span = end - from;
	while (from < end) {
		const until = Math.min(from + span, end);
		const wish = { teacher, from: text(from), until: text(until), ...(reason && { reason }) };
		const { no } = await send("/api/teacher-cancellations", wish, { key: newKey() });
		if (!no) from = until;
		else if (no.code === "LIMIT" && span > 3_600_000) span /= 2;
		else return no;
	}
	return undefined;
}
