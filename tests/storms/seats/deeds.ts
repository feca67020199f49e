import fc from "fast-check";
import { accept } from "./accept.ts";
import { book } from "./book.ts";
import { cancel } from "./cancel.ts";
import { cancelAsTeacher } from "./cancel-as-teacher.ts";
import { confirm } from "./confirm.ts";
import { decide } from "./decide.ts";
import { decline, leave } from "./decline.ts";
import type { Deed } from "./deed.ts";
import { extend } from "./extend.ts";
import { hold } from "./hold.ts";
import { join } from "./join.ts";
import { lapse } from "./lapse.ts";
import { lapseOffer } from "./lapse-offer.ts";
import { lapseRequests } from "./lapse-requests.ts";
import { move } from "./move.ts";
import { moveAsTeacher } from "./move-as-teacher.ts";
import { release } from "./release.ts";
import { runOut } from "./run-out.ts";
import { sweep } from "./sweep.ts";
import { want } from "./want.ts";

/** All that can be done to a seat, by its booker, its teacher, who waits for it, and time. */
// biome-ignore lint/suspicious/noExplicitAny: each has a wish of its own
export const deeds: Record<string, Deed<any>> = {
	hold,
	confirm,
	extend,
	release,
	lapse,
	book,
	move,
	cancel,
	cancelAsTeacher,
	moveAsTeacher,
	decide,
	runOut,
	lapseRequests,
	join,
	want,
	accept,
	decline,
	leave,
	lapseOffer,
	sweep,
};

/** How often each comes, where more than once: what makes something beside what only ends it. */
const weights: Record<string, number> = {
	hold: 2,
	confirm: 2,
	book: 6,
	move: 3,
	moveAsTeacher: 2,
	cancel: 3,
	decide: 3,
	join: 6,
	want: 3,
	accept: 3,
};

export type Act = { name: string; wish: unknown };

/** Any of them, with what it is done with. */
export const anAct: fc.Arbitrary<Act> = fc.oneof(
	...Object.entries(deeds).map(([name, { wish }]) => ({
		weight: weights[name] ?? 1,
		arbitrary: wish.map((wish: unknown) => ({ name, wish })),
	})),
);
