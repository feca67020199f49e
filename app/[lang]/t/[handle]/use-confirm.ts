"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Booked } from "@/lib/bookings/answer";

import type { Words } from "@/lib/languages/words";
import { type Answer, type No, newKey, send, sendAndForget } from "../../../_ui/send.ts";

import { unheard, type Wait } from "../../../_ui/wait.ts";
import { type Booker, rememberBooker } from "./booker.ts";
import { isGone } from "./hold-answers.ts";
import type { HoldFlow } from "./use-hold.ts";

export type Confirming =
	| { status: "idle" | "unsure"; no?: No }
	| { status: "sending" | "booked"; no?: undefined }
	| { status: "waiting"; wait: Wait; no?: undefined };

/** What is sent beside the hold and the zone. `series` are the dates of one, which its verb is told with their type. */
export type Form = {
	booker: Booker;
	remember: boolean;
	answers: Record<string, string | boolean>;
	opening: string | undefined;
	series: { teacher: string; type: string; durationMinutes?: number; starts: string[] } | undefined;
	/** Any of whom would do, where the hold is with one of a team. */
	team: { team: string; type: string; durationMinutes?: number; startsAt: string } | undefined;
};

/** Turns the hold into a booking, or into one of several. While nobody knows whether it went through, every try is the same request. */
export function useConfirm(flow: HoldFlow, timeZone: string, home: string) {
	const words = useTranslations("board");
	const language = useLocale();
	const [state, setState] = useState<Confirming>({ status: "idle" });
	const key = useRef<string>(undefined);
	const zone = useRef(timeZone);
	const router = useRouter();

	/** Gives the "no", if that is the answer and the hold is kept. */
	async function confirm(form: Form): Promise<No | undefined> {
		const { phase } = flow;
		if (phase.at !== "held" || busy(state)) return undefined;
		const { hold } = phase.hold;
		flow.letGo();
		setState({ status: "sending" });
		const answer = await ask(hold, form);
		if (answer.data) {
			setState({ status: "booked" });
			if (form.remember) rememberBooker(form.booker);
			// Within somebody else's page there is a page of it for that.
			const room = location.pathname.startsWith("/embed/") ? "/embed/b" : "/b";
			router.push(`${room}/${answer.data.ref}?booked=1`);
		} else if (answer.no.code === "UNSURE") {
			const message = unheard(words("form.notTwice"), answer.no.later, language);
			setState({ status: "unsure", no: { ...answer.no, message } });
		} else if (isGone(answer.no) && !form.series) {
			flow.lose(phase.slot, answer.no);
		} else {
			key.current = undefined;
			flow.keep();
			const no = { ...answer.no, message: wordsOf(answer.no, words) };
			setState({ status: "idle", no });
			return no;
		}
		return undefined;
	}

	/** A browser may know a zone that the server has not heard of: then the teacher's has to do. */
	async function ask(hold: string, form: Form): Promise<Answer<Booked>> {
		key.current ??= newKey();
		const { booker, answers, opening, series, team } = form;
		const answered = Object.keys(answers).length > 0 && { answers };
		const who = { hold, ...booker, ...answered, timeZone: zone.current };
		const options = {
			key: key.current,
			onWait: (wait: Wait) => setState({ status: "waiting", wait }),
		};
		const answer = series
			? first(await send<{ bookings: Booked[] }>("/api/series-bookings", { ...who, ...series }, options))
			: await send<Booked>("/api/bookings", { ...who, ...(opening && { opening }) }, options);
		if (answer.no?.code === "LIMIT" && team) {
			// They may not book this one of the team, and perhaps another; else the first "no" stands.
			const wish = { ...team, ...booker, ...answered, timeZone: zone.current };
			const other = await send<Booked>("/api/team-bookings", wish, {
				...options,
				key: `${key.current}-team`,
			});
			if (other.data) sendAndForget("/api/releases", { hold });
			return other.data || other.no.code === "UNSURE" ? other : answer;
		}
		if (!answer.no?.fields?.timeZone || zone.current === home) return answer;
		zone.current = home;
		key.current = undefined;
		return ask(hold, form);
	}
	return { state, confirm };
}

/** Whether an answer is awaited, or was the last one needed. */
export function busy({ status }: Confirming): boolean {
	return status === "sending" || status === "waiting" || status === "booked";
}

/** Of a series, the first date's own page shows all of them. */
function first(answer: Answer<{ bookings: Booked[] }>): Answer<Booked> {
	const [booked] = answer.data?.bookings ?? [];
	return booked && answer.data ? { ...answer, data: booked } : (answer as Answer<Booked>);
}

function wordsOf(no: No, words: Words<"board">): string {
	if (no.code === "NTFND") return words("form.lost");
	// Only of a series: else it would be lost.
	return isGone(no) ? words("form.dateGone") : no.message;
}
