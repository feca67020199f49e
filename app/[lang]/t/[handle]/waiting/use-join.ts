"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type No, newKey, send } from "../../../../_ui/send.ts";
import { unheard } from "../../../../_ui/wait.ts";
import type { Booker } from "../booker.ts";
import { waitWords, wishOf } from "./wait-choice.ts";

type Wish = { teacher: string; type: string; durationMinutes?: number };
export type Joining = ReturnType<typeof useJoin>;

/** Asks for a place in line. While nobody knows whether it went through, every try is the same request. */
export function useJoin(wish: Wish, zone: string, home: string) {
	const words = useTranslations("board");
	const language = useLocale();
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	const [place, setPlace] = useState<number>();
	const key = useRef<string>(undefined);

	/** Gives the "no", if that is the answer. */
	async function ask(when: string, who: Booker): Promise<No | undefined> {
		if (busy) return undefined;
		setBusy(true);
		setNo(undefined);
		const body = { ...wish, ...wishOf(when), ...who };
		const sent = async (timeZone: string) => {
			key.current ??= newKey();
			return send<{ place: number }>("/api/waits", { ...body, timeZone }, { key: key.current });
		};
		let answer = await sent(zone);
		// A browser may know a zone that the server has not heard of: then the teacher's has to do.
		if (answer.no?.fields?.timeZone && zone !== home) {
			key.current = undefined;
			answer = await sent(home);
		}
		setBusy(false);
		if (answer.data) {
			setPlace(answer.data.place);
			return undefined;
		}
		const unsure = answer.no.code === "UNSURE";
		if (!unsure) key.current = undefined;
		const said = unsure
			? { ...answer.no, message: unheard(words("wait.notTwice"), answer.no.later, language) }
			: { ...answer.no, message: waitWords(answer.no.code, words) ?? answer.no.message };
		setNo(said);
		return said;
	}
	return { busy, no, place, ask };
}
