"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { primaryButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { No } from "../../../_ui/send.ts";
import { useFocusOnWrong } from "../../../_ui/use-focus-on-wrong.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { EmailField, NameField } from "../../../_ui/who-fields.tsx";
import type { Booker } from "./booker.ts";
import { ofTeam } from "./claim.ts";
import { check, type Faults, faultsBy, inFull, saidOfAnswers, wordsOf } from "./form-words.ts";
import { HoldClock } from "./hold-clock.tsx";
import type { Phase } from "./hold-phase.ts";
import type { Host } from "./host.ts";
import { QuestionFields, type Said, toSend } from "./question-fields.tsx";
import { SeriesPart } from "./series-part.tsx";
import { busy, useConfirm } from "./use-confirm.ts";
import type { HoldFlow } from "./use-hold.ts";
import type { Offer } from "./use-offer.ts";
import { useSeries } from "./use-series.ts";

type Props = {
	phase: Phase & { at: "held" };
	flow: HoldFlow;
	viewer: Viewer;
	host: Host;
	offer: Offer;
	/** Where it is not the usual duration. */
	minutes: number | undefined;
	booker: Booker;
	said: Said;
	remember: boolean;
	onType: (booker: Booker) => void;
	onSay: (id: string, answer: string | boolean) => void;
	onRemember: (remember: boolean) => void;
};

/** Two fields, what the type asks and a button, while the time is kept. */
export function HoldForm(props: Props) {
	const { phase, flow, viewer, host, offer, minutes, booker, said, remember } = props;
	const words = useTranslations("board");
	const common = useTranslations("common");
	const { type } = offer;
	const { state, confirm } = useConfirm(flow, viewer.zone, host.timeZone);
	const wish = { teacher: host.handle, type: type.handle, ...(minutes && { durationMinutes: minutes }) };
	const series = useSeries({ ...wish, startsAt: phase.slot.startsAt }, type.seriesCap, phase.until);
	const [missing, setMissing] = useState<Faults>({});
	/** How often it was told what to mend. */
	const [told, setTold] = useState(0);
	const form = useFocusOnWrong(told);
	const router = useRouter();
	const faults = { ...faultsBy(state.no), ...missing };
	const fixed = state.status !== "idle";

	async function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const wrong = check(booker, type.questions, said, series, { words, common });
		setMissing(wrong);
		if (Object.keys(wrong).length > 0) return setTold((times) => times + 1);
		const opening = type.opening?.byTicket ? type.opening.id : undefined;
		const answers = toSend(type.questions, said);
		const dates = series.on ? { ...wish, starts: series.chosen } : undefined;
		const team = host.members && { team: host.handle, type: type.handle, ...ofTeam(phase.slot) };
		const no = await confirm({ booker, remember, answers, opening, series: dates, team });
		if (no) afterNo(no);
	}
	function afterNo(no: No) {
		if (series.on) void series.again();
		// What is asked was changed since this page was made: the new one comes, and what was typed stays.
		if (saidOfAnswers(no)) {
			router.refresh();
			offer.again();
		}
		setTold((times) => times + 1);
	}
	const notice = state.no && inFull(state.no, type.questions, words);
	const button = wordsOf(state, series, type.needsApproval, words);
	return (
		<form ref={form} onSubmit={submit} noValidate className="mt-5 grid gap-4">
			<HoldClock until={phase.until} extensionsLeft={phase.hold.extensionsLeft} onExtend={flow.extend} />
			{type.seriesCap > 1 && !type.opening && !host.members && (
				<SeriesPart {...{ series, viewer, fixed }} home={host.timeZone} error={faults.series} />
			)}
			<NameField
				readOnly={fixed}
				value={booker.name}
				onChange={(event) => props.onType({ ...booker, name: event.target.value })}
				error={faults.name}
			/>
			<EmailField
				readOnly={fixed}
				value={booker.email}
				onChange={(event) => props.onType({ ...booker, email: event.target.value })}
				error={faults.email}
				hint={words(type.needsApproval ? "form.answer" : "form.confirmation")}
			/>
			<QuestionFields
				questions={type.questions}
				said={said}
				faults={faults}
				readOnly={fixed}
				onSay={(id, answer) => fixed || props.onSay(id, answer)}
			/>
			<label className="-my-1.5 flex min-h-11 cursor-pointer items-center gap-3">
				<input
					type="checkbox"
					checked={remember}
					onChange={(event) => props.onRemember(event.target.checked)}
					className="size-5 shrink-0 accent-board"
				/>
				{words("form.remember")}
			</label>
			{state.no && notice && (
				<Notice tone={state.no.why ? "brass" : "alarm"} role="alert">
					{notice}
				</Notice>
			)}
			<button type="submit" aria-disabled={busy(state)} className={`${primaryButton} min-h-13 text-lg`}>
				{button}
			</button>
			<p role="status" className="sr-only">
				{state.status === "idle" ? "" : button}
			</p>
		</form>
	);
}
