import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { isLink, readLink } from "@/lib/mine/ref";
import { primaryButton } from "../../../_ui/button.ts";
import { NothingHere } from "../../../_ui/nothing-here.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { AskMine } from "../ask-mine.tsx";
import { outcomeOf } from "../mine-words.ts";

// Nothing of this page is known before the link is.
export const instant = false;
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("mine");
	return {
		title: words("title"),
		robots: { index: false, follow: false, nocache: true },
		// With `no-referrer` a browser would not say where its form comes from, and it would be refused.
		referrer: "strict-origin",
	};
}

type Props = { params: Promise<{ link: string }> };

/**
 * Where a mailed link leads: to a button, so that a program that looks into mails opens nothing. Whether its time is over is
 * shown by our own clock, and decided by the database's.
 */
export default async function LinkPage({ params }: Props) {
	await connection();
	const { link } = await params;
	if (!isLink(link)) return <NothingHere />;
	const over = readLink(link).until * 1000 < Date.now();
	const words = await getTranslations("mine");
	const outcome = over ? outcomeOf({ no: "WRONG" }, words, await getLocale()) : undefined;
	return (
		<div className="mx-auto mt-8 grid max-w-3xl gap-6 sm:mt-14">
			<h1 className="text-3xl sm:text-4xl">{words("title")}</h1>
			{outcome ? (
				<>
					<Notice tone={outcome.tone}>{outcome.words}</Notice>
					<AskMine />
				</>
			) : (
				<form method="post" action="/api/form-mine-visits" className="grid justify-items-start gap-5">
					<p className="text-soft">{words("open.note")}</p>
					<input type="hidden" name="link" value={link} />
					<button type="submit" className={primaryButton}>
						{words("open.yes")}
					</button>
				</form>
			)}
		</div>
	);
}
