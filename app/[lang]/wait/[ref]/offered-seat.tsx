import { randomUUID } from "node:crypto";
import { getLocale, getTranslations } from "next-intl/server";
import { PersonName } from "@/lib/bookings/field-schema";
import { placeWords } from "@/lib/bookings/place-words";
import { saidIn } from "@/lib/languages/said-in";
import { isReason, isRefusalCode, reasons, refusals } from "@/lib/refusal";
import { momentLabel } from "@/lib/time-words";
import { typedBefore } from "@/lib/typed";
import type { Wait } from "@/lib/waits/schema";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { WhatAndWhen } from "../../../_ui/what-and-when.tsx";
import { NameField } from "../../../_ui/who-fields.tsx";
import { AskNote } from "../../t/[handle]/ask-note.tsx";
import { strong } from "../../t/[handle]/book/strong.tsx";
import { CancelNote } from "../../t/[handle]/cancel-note.tsx";
import { QuestionFields, unanswered } from "../../t/[handle]/question-fields.tsx";

type Props = {
	wait: Wait;
	offer: NonNullable<Wait["offer"]>;
	hour12: boolean;
	no: string | undefined;
	/** Where the "no" has a reason of its own. */
	why: string | undefined;
	again: string | undefined;
};

/** A time that is kept for who reads this: one button takes it, and another passes it on. */
export async function OfferedSeat({ wait, offer, hour12, no, why, again }: Props) {
	const { teacher, type, timeZone: zone } = wait;
	const { startsAt, endsAt, heldUntil } = offer;
	const viewer = { zone, hour12 };
	const [words, plain, common, language] = await Promise.all([
		getTranslations("waiting.offer"),
		getTranslations("plain"),
		getTranslations("common"),
		getLocale(),
	]);
	const typed = await typedBefore(again);
	const place = placeWords({ kind: type.placeKind, text: type.address }, language);
	const name = typed?.name || wait.name;
	const faults: Record<string, string | undefined> =
		no === "INVAL" && typed
			? {
					name:
						saidIn(language, PersonName.safeParse(typed.name).error?.issues[0]?.message ?? "") || undefined,
					...unanswered(type.questions, typed.answers, common),
				}
			: {};
	return (
		<>
			<h1 className="text-3xl sm:text-4xl">{words("title")}</h1>
			<p className="mt-4 text-lg">
				{words.rich("until", {
					moment: momentLabel(heldUntil, zone, hour12, heldUntil, language),
					b: strong,
				})}
			</p>
			{isRefusalCode(no) && (
				<div className="mt-5">
					<Notice tone="alarm">
						{no === "INVAL"
							? plain("no.INVAL")
							: no === "REUSE"
								? words("sentAlready")
								: saidIn(language, isReason(why) ? reasons[why] : refusals[no].message)}
					</Notice>
				</div>
			)}
			<section aria-label={words("what")} className="mt-8 rounded-2xl border border-line bg-card p-5 sm:p-7">
				<WhatAndWhen
					type={type.name}
					teacher={teacher.name}
					{...{ startsAt, endsAt, zone, hour12 }}
					home={teacher.timeZone}
				/>
				<AskNote startsAt={startsAt} type={type} teacher={teacher.name} viewer={viewer} />
				<CancelNote
					startsAt={startsAt}
					cutoffMinutes={type.cutoffMinutes}
					teacher={teacher.name}
					viewer={viewer}
				/>
				{place && <p className="mt-3 wrap-anywhere">{place}</p>}
				<form method="post" action="/api/form-acceptances" className="mt-5 grid gap-4">
					<input type="hidden" name="wait" value={wait.ref} />
					<input type="hidden" name="key" value={(no !== "REUSE" && typed?.key) || randomUUID()} />
					<NameField
						defaultValue={name}
						error={faults.name}
						hint={words(type.needsApproval ? "answerTo" : "confirmationTo", { email: wait.email })}
					/>
					<QuestionFields questions={type.questions} said={typed?.answers ?? {}} faults={faults} />
					<button type="submit" className={`${primaryButton} min-h-13 text-lg`}>
						{words(type.needsApproval ? "ask" : "take")}
					</button>
				</form>
				<form method="post" action="/api/form-wait-departures" className="mt-3 grid">
					<input type="hidden" name="wait" value={wait.ref} />
					<button type="submit" name="what" value="decline" className={plainButton}>
						{words("pass")}
					</button>
				</form>
			</section>
		</>
	);
}
