import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { isRefusalCode } from "@/lib/refusal";
import { alarmButton, plainButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { AskMine } from "../ask-mine.tsx";
import { ownMine } from "../own-mine.ts";

// Whose page it is depends on the device.
export const instant = false;
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("mine.erase");
	return { title: words("page"), robots: { index: false, follow: false } };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The second step of erasing, so that no thumb does it by accident: what it means, and one more press. */
export default async function ErasePage({ searchParams }: Props) {
	const { no } = await searchParams;
	const mine = await ownMine();
	const count =
		mine?.bookings.filter(({ state }) => state === "confirmed" || state === "pending").length ?? 0;
	const words = await getTranslations("mine.erase");
	return (
		<div className="mx-auto mt-8 grid max-w-xl gap-6 sm:mt-14">
			<h1 className="text-3xl sm:text-4xl">{words("title")}</h1>
			{!mine ? (
				<AskMine />
			) : (
				<>
					{isRefusalCode(no) && <Notice tone="alarm">{words("tooSoon")}</Notice>}
					<ul className="grid list-disc gap-2 pl-5">
						<li>
							{words.rich("who", {
								email: mine.email,
								b: (email) => <b className="font-medium wrap-anywhere">{email}</b>,
							})}
						</li>
						<li>{words(count > 1 && mine.next ? "comingMore" : "coming", { count })}</li>
						<li>{words("links")}</li>
					</ul>
					<p className="text-soft">{words("forEver")}</p>
					<div className="flex flex-wrap gap-3">
						<Link href="/mine" prefetch={false} className={plainButton}>
							{words("keep")}
						</Link>
						<form method="post" action="/api/form-mine-erasures">
							<input type="hidden" name="sure" value="yes" />
							<button type="submit" className={alarmButton}>
								{words("yes")}
							</button>
						</form>
					</div>
				</>
			)}
		</div>
	);
}
