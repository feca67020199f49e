import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import type { Words } from "@/lib/languages/words";
import { isRefusalCode, type RefusalCode } from "@/lib/refusal";
import { NothingHere } from "../../../../_ui/nothing-here.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import { knownOpening } from "../known-opening.ts";
import { PlainAsk } from "../plain-ask.tsx";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("around.asked");
	return { title: words("title"), robots: { index: false, follow: false }, referrer: "same-origin" };
}

type Props = {
	params: Promise<{ id: string }>;
	searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What became of a link that was asked for without a script. */
export default async function AskedPage({ params, searchParams }: Props) {
	await connection();
	const opening = await knownOpening((await params).id);
	if (!opening) return <NothingHere />;
	const { no } = await searchParams;
	const words = await getTranslations("around");
	const said = await getTranslations("opening");
	const refused = isRefusalCode(no) ? no : undefined;
	const { id, name, school, audience, waitingRoom } = opening;
	const again = audience === "anyone" && waitingRoom && refused !== "CLOSD";
	return (
		<div className="mt-6 grid max-w-prose gap-6 lg:mt-10">
			<div>
				<p className="font-medium text-board">{school}</p>
				<h1 className="mt-1 text-3xl sm:text-4xl">{words(refused ? "asked.notSent" : "asked.sent")}</h1>
			</div>
			{refused ? (
				<Notice tone="brass">
					{refused === "CLOSD" ? said("over") : wordsOf(refused, words, await getTranslations("refusals"))}
				</Notice>
			) : (
				<p className="text-lg text-soft">{words("asked.onItsWay", { name })}</p>
			)}
			{refused && again && <PlainAsk opening={opening} />}
			<p>
				<Link href={`/opening/${id}`} prefetch={false} className="underline underline-offset-4">
					{words("asked.back", { name })}
				</Link>
			</p>
		</div>
	);
}

function wordsOf(code: RefusalCode, words: Words<"around">, refusals: Words<"refusals">): string {
	if (code === "INVAL") return words("asked.email");
	if (code === "DNIED") return words("asked.invited");
	return refusals(code);
}
