"use client";

import useSWR from "swr";
import type { Token } from "@/lib/tokens/schema";
import { look } from "../../../_ui/look.ts";
import { type No, send } from "../../../_ui/send.ts";

type Tokens = { tokens: Token[] };

/** The tokens of one's programs, and what can be done with them. */
export function useTokens(first: Token[]) {
	const { data, mutate } = useSWR("/api/tokens", look<Tokens>, {
		fallbackData: { tokens: first },
		revalidateOnMount: false,
	});
	/** Gives the token itself, which is told once, or why not. */
	async function make(wish: object): Promise<{ secret?: string; no?: No }> {
		const { data, no } = await send<{ secret: string }>("/api/tokens", wish);
		await mutate();
		return { secret: data?.secret, no };
	}
	async function drop(token: string): Promise<No | undefined> {
		const { data, no } = await send<Tokens>("/api/token-removals", { token });
		if (data) await mutate(data, { revalidate: false });
		return no;
	}
	return { tokens: data.tokens, make, drop };
}
