import { useEffect, useRef, useState } from "react";
import type { Gone } from "@/lib/desk/erase-schema";
import type { Ahead } from "@/lib/desk/schema";
import { type No, send } from "../../../_ui/send.ts";
import { cancelUntil, close } from "./give-up.ts";

/** Who is to go: a teacher, or a school with all whose times are cancelled first. */
export type Leaver = { what: "teacher" | "school"; handle: string; teachers: string[] };

const againMs = 4_000;
/** While somebody is there. */
const laterMs = 60_000;
const dayMs = 86_400_000;

/**
 * Erases a teacher or a school. While something is ahead nothing happens but that it is told; what is to come can be cancelled
 * with a message, once nobody can book any more, and then it is asked again until all mails are out.
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
		if (isOnItsWay(no.ahead)) timer.current = setTimeout(erase, no.ahead.bookings > 0 ? laterMs : againMs);
	}

	async function cancelAll(reason: string) {
		setBusy(true);
		setNo(undefined);
		const end = Math.max(Date.now(), Date.parse(ahead?.until ?? "") || 0) + dayMs;
		let no = await close(teachers);
		for (const teacher of teachers) no ??= await cancelUntil(teacher, end, reason.trim());
		if (no) {
			setBusy(false);
			return setNo(no);
		}
		await erase();
	}
	return { erase, cancelAll, busy, no, ahead };
}

/** Nothing but what has begun, mails, and forms that are filled in: nobody can do anything, nor has to. */
export const isOnItsWay = ({ bookings, begun, openings }: Ahead) => bookings <= begun && openings === 0;
