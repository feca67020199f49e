import { setTimeout as pause } from "node:timers/promises";
import type { Teacher } from "../make-school.ts";
import { codeIn, seatIn } from "./guest.ts";
import type { Scene } from "./scene.ts";

const people = 4;
const thinkMs = 600;

/**
 * Some who hold and book with the neighbours for as long as things break, so that each fault meets with calls also when
 * the opening is sold out. Gives how to send them home.
 */
export function passBy(scene: Scene): () => Promise<void> {
	const over = new AbortController();
	const walks = scene.neighbours.open.slice(0, people).map((teacher) => walk(scene, teacher, over.signal));
	return async () => {
		over.abort();
		await Promise.all(walks);
	};
}

async function walk(scene: Scene, { handle, starts }: Teacher, signal: AbortSignal): Promise<void> {
	const think = () => pause(thinkMs, undefined, { signal }).catch(() => {});
	for (let i = 0; !signal.aborted; i++) {
		const start = starts[Math.floor(i / 3) % starts.length] ?? "";
		const guest = scene.guest();
		const held = await guest.hold(handle, start);
		await think();
		if (codeIn(held) !== "201") continue;
		const seat = seatIn(held, `${handle} ${start}`);
		// A few keep what they hold: there are not more times than that.
		await (i % 3 === 2 ? guest.confirm(seat) : guest.release(seat));
		await think();
	}
}
