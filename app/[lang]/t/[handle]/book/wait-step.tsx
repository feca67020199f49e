import { randomUUID } from "node:crypto";
import { getLocale, getTranslations } from "next-intl/server";
import { Typed } from "@/lib/bookings/schema";
import { withWords } from "@/lib/bookings/with-words";
import { saidIn } from "@/lib/languages/said-in";
import { isRefusalCode } from "@/lib/refusal";
import type { Slot } from "@/lib/slots/schema";
import type { Teacher } from "@/lib/teachers/schema";
import { typedBefore } from "@/lib/typed";
import { placeWords, whatNext } from "@/lib/waits/wait-words";
import { primaryButton, quietButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { EmailField, NameField } from "../../../../_ui/who-fields.tsx";
import { waitGroups, waitWords } from "../waiting/wait-choice.ts";
import { WhenPick } from "../waiting/when-pick.tsx";
import { carried, link } from "./address.ts";
import type { Asked } from "./asked.ts";
import { wordsOf } from "./refused.ts";
import { strong } from "./strong.tsx";

type Props = {
	asked: Asked;
	teacher: Teacher;
	viewer: Viewer;
	/** Of the shown days: what is taken and can be waited for, and what is free. */
	full: { startsAt: string }[];
	free: Slot[];
};

/** A place in line, and what comes of it. */
export async function WaitStep({ asked, teacher, viewer, full, free }: Props) {
	const { type, minutes, from, no, wait, again, zone, place, when } = asked;
	const [words, plain, language] = await Promise.all([
		getTranslations("board"),
		getTranslations("plain"),
		getLocale(),
	]);
	const back = link(teacher.handle, { ...carried(asked), from });
	if (place !== undefined) {
		return (
			<section aria-label={plain("book.yourPlace")} className="max-w-xl">
				<h2 className="mb-3 text-2xl">{words("wait.onList")}</h2>
				<p className="mb-3 text-lg">
					{words.rich("wait.place", { place: placeWords(place, language), b: strong })}
				</p>
				<p className="mb-5 text-soft">
					{whatNext(language)} {words("wait.mailed")}
				</p>
				<a href={back} className={`${quietButton} -mx-3`}>
					{words("seeAll")}
				</a>
			</section>
		);
	}
	const typed = await typedBefore(again);
	const issues = no === "INVAL" && typed ? (Typed.safeParse(typed).error?.issues ?? []) : [];
	const fault = (field: string) => {
		const found = issues.find(({ path }) => path[0] === field);
		return found && saidIn(language, found.message);
	};
	const groups = waitGroups({ full, free, viewer }, words, language);
	return (
		<section aria-label={plain("book.waitingList")} className="max-w-xl">
			<h2 className="mb-2 text-2xl">{words("wait.title")}</h2>
			<p className="mb-5 text-soft">
				{words("wait.why", { what: withWords(type.name, teacher.name, language) })}
			</p>
			{isRefusalCode(no) && (
				<div className="mb-5">
					<Notice tone="alarm">{waitWords(no, words) ?? (await wordsOf(no, wait, undefined))}</Notice>
				</div>
			)}
			{groups.length > 0 ? (
				<form method="post" action="/api/form-waits" className="grid gap-4">
					{Object.entries({
						...{ teacher: teacher.handle, type: type.handle, timeZone: zone, from },
						...(minutes && { minutes: String(minutes) }),
						key: (no !== "REUSE" && typed?.key) || randomUUID(),
					}).map(([name, value]) => (
						<input key={name} type="hidden" name={name} value={value} />
					))}
					<WhenPick groups={groups} anything={free.length === 0} defaultValue={when} />
					<NameField defaultValue={typed?.name} error={fault("name")} />
					<EmailField defaultValue={typed?.email} error={fault("email")} hint={words("wait.hint")} />
					<button type="submit" className={`${primaryButton} min-h-13 text-lg`}>
						{words("wait.put")}
					</button>
				</form>
			) : (
				<p className="text-soft">{plain("book.notFull")}</p>
			)}
			<p className="mt-4">
				<a href={back} className={`${quietButton} -mx-3`}>
					{words("seeAll")}
				</a>
			</p>
		</section>
	);
}
