import { type No, newKey, send } from "../../../_ui/send.ts";

const mostAtOnce = 100;
const hourMs = 3_600_000;

/** Nobody books with them any more, before anything is cancelled: else what is given up is booked again. */
export async function close(teachers: string[]): Promise<No | undefined> {
	for (let i = 0; i < teachers.length; i += mostAtOnce) {
		const some = { teachers: teachers.slice(i, i + mostAtOnce) };
		const { no } = await send("/api/teacher-closings", some);
		if (no && !isGone(no)) return no;
	}
	return undefined;
}

/** All that has not begun, in as many acts as it takes: each is of 500 bookings at most. */
export async function cancelUntil(teacher: string, end: number, reason: string): Promise<No | undefined> {
	const text = (at: number) => new Date(at).toISOString();
	let from = Date.now();
	let span = end - from;
	while (from < end) {
		const until = Math.min(from + span, end);
		const wish = { teacher, from: text(from), until: text(until), ...(reason && { reason }) };
		const { no } = await send("/api/teacher-cancellations", wish, { key: newKey() });
		if (!no) from = until;
		else if (isGone(no)) return undefined;
		else if (no.code === "LIMIT" && span > hourMs) span /= 2;
		else return no;
	}
	return undefined;
}

/** Erased by now, as of a large school that goes in several acts, and so nothing of theirs is to come. */
const isGone = ({ code }: No) => code === "NTFND";
