"use client";

import { useRouter } from "next/navigation";
import { send } from "../../../_ui/send.ts";
import type { Wish } from "./use-save.ts";
import { wordsOf } from "./words-of.ts";

/** Makes again what was dropped, under the id that it had. Gives why not, if it did not work. */
export function useBringBack() {
	const router = useRouter();
	return async ({ method, path, body }: Wish): Promise<string | undefined> => {
		const { no } = await send(path, body, { method });
		router.refresh();
		return no && wordsOf(no);
	};
}
