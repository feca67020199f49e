import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { signWish } from "@/lib/mail/wish-ref";
import { ListMine } from "@/lib/mine/schema";
import { Notice } from "../../_ui/notice.tsx";
import { WordsFor } from "../../_ui/words-for.tsx";
import { AskMine } from "./ask-mine.tsx";
import { MineList } from "./mine-list.tsx";
import { MineTools } from "./mine-tools.tsx";
import { outcomeOf } from "./mine-words.ts";
import { ownMine } from "./own-mine.ts";

// Whose page it is depends on the device.
export const instant = false;
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("mine");
	return { title: words("title"), robots: { index: false, follow: false } };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** All that is booked under one address, for who has shown that it is theirs; how to show it, for everybody else. */
export default async function MinePage({ searchParams }: Props) {
	const asked = await searchParams;
	const wish = ListMine.safeParse(asked).data ?? {};
	const mine = await ownMine(wish);
	const words = await getTranslations("mine");
	const outcome = outcomeOf(asked, words, await getLocale());
	return (
		<div className="mx-auto mt-8 grid max-w-3xl gap-6 sm:mt-14">
			<header>
				<h1 className="text-3xl sm:text-4xl">{words("title")}</h1>
				<p className="mt-2 text-soft wrap-anywhere">{mine ? mine.email : words("intro")}</p>
			</header>
			{outcome && <Notice tone={outcome.tone}>{outcome.words}</Notice>}
			{mine ? (
				<WordsFor rooms={["list", "calendar"]}>
					<MineList mine={mine} wish={wish} now={Date.now()} />
					<MineTools mine={mine} mails={signWish(mine.email)} />
				</WordsFor>
			) : (
				<AskMine />
			)}
		</div>
	);
}
