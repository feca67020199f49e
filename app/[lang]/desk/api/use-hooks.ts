"use client";

import type { Hook } from "@/lib/hooks/schema";
import { look } from "../../../_ui/look.ts";
import { type No, send } from "../../../_ui/send.ts";
import { usePaced } from "../../../_ui/use-paced.ts";

type Hooks = { hooks: Hook[] };
type Saved = { hook?: Hook; secret?: string | null; no?: No };

/** The programs that are told of a teacher's bookings, looked at again now and then, and what can be done with them. */
export function useHooks(first: Hook[]) {
	const { data, error, mutate } = usePaced("/api/hooks", look<Hooks>, {
		...{ first: { hooks: first }, paceOf },
		revalidateOnMount: false,
	});
	async function change<Answer>(path: string, wish: object, method = "POST") {
		const answer = await send<Answer>(path, wish, { method });
		// Also after a "no": somebody may have changed it elsewhere.
		await mutate();
		return answer;
	}
	/** Gives it as it was saved, with its secret where that is told, or why not. */
	async function save(wish: object): Promise<Saved> {
		const { data, no } = await change<Saved>("/api/hooks", wish, "PUT");
		return { ...data, no };
	}
	async function renew(hook: string, secret: string): Promise<Saved> {
		const { data, no } = await change<Saved>("/api/hook-secrets", { hook, secret });
		return { ...data, no };
	}
	const drop = async ({ id, version }: Hook) =>
		(await change("/api/hook-removals", { hook: id, version })).no;
	const replay = async (hook: string, delivery?: string) =>
		(await change("/api/hook-replays", { hook, delivery })).no;
	return { hooks: data.hooks, lost: error !== undefined, save, renew, drop, replay };
}

/** One function for all renders: SWR begins to count anew with each other one. */
function paceOf({ hooks }: Hooks): number {
	const soon = Date.now() + 30_000;
	const waits = hooks.some(({ deliveries }) =>
		deliveries.some(({ state, at }) => state === "waiting" && Date.parse(at) < soon),
	);
	return waits ? 2_000 : 30_000;
}
