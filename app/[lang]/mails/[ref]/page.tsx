import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { saidIn } from "@/lib/languages/said-in";
import { getMailWish, type MailWish } from "@/lib/mail/mail-wish";
import { isRefusalCode, Refusal, refusals } from "@/lib/refusal";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { NothingHere } from "../../../_ui/nothing-here.tsx";
import { Notice } from "../../../_ui/notice.tsx";

// Nothing of this page is known before the link is.
export const instant = false;
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("mine.mails");
	return {
		title: words("title"),
		robots: { index: false, follow: false, nocache: true },
		// Its form says where it comes from, which browsers would leave out with "no-referrer".
		referrer: "same-origin",
	};
}

type Props = {
	params: Promise<{ ref: string }>;
	searchParams: Promise<{ saved?: string | string[]; no?: string | string[] }>;
};

/** Which mails an address gets, where reminders are switched off and on: by a form, so that looking changes nothing. */
export default async function MailsPage({ params, searchParams }: Props) {
	await connection();
	const { ref } = await params;
	const wish = await findWish(ref);
	if (!wish) return <NothingHere />;
	const { saved, no } = await searchParams;
	const words = await getTranslations("mine.mails");
	const on = wish.wanted && !wish.bounced;
	return (
		<article className="mx-auto mt-8 max-w-xl sm:mt-14">
			<h1 className="text-3xl sm:text-4xl">{words("title")}</h1>
			<p className="mt-3 text-lg text-soft">{words("intro")}</p>
			<div className="mt-6 empty:hidden">
				{isRefusalCode(no) ? (
					<Notice tone="alarm">{saidIn(await getLocale(), refusals[no].message)}</Notice>
				) : (
					saved === "1" && <Notice>{words(on ? "savedOn" : "savedOff")}</Notice>
				)}
			</div>
			<section className="mt-6 divide-y divide-line rounded-2xl border border-line bg-card">
				<div className="p-5 sm:p-7">
					<h2 className="text-xl">{words("always")}</h2>
					<p className="mt-1 text-soft">{words("alwaysNote")}</p>
				</div>
				<div className="p-5 sm:p-7">
					<h2 className="text-xl">{words("reminders")}</h2>
					<p className="mt-1 mb-5 text-soft">{words(on ? "on" : wish.wanted ? "bounced" : "off")}</p>
					<form method="post" action="/api/form-mail-wishes">
						<input type="hidden" name="ref" value={ref} />
						<input type="hidden" name="reminders" value={on ? "off" : "on"} />
						<button type="submit" className={on ? plainButton : primaryButton}>
							{words(on ? "switchOff" : "switchOn")}
						</button>
					</form>
				</div>
			</section>
		</article>
	);
}

async function findWish(ref: string): Promise<MailWish | null> {
	try {
		return await getMailWish(ref);
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}
