import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { isRefusalCode, type RefusalCode, refusals } from "@/lib/refusal";
import { NothingHere } from "../../../_ui/nothing-here.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { closedWords } from "../closed-words.ts";
import { knownOpening } from "../known-opening.ts";
import { PlainAsk } from "../plain-ask.tsx";

export const instant = false;
export const metadata: Metadata = {
	title: "Your personal link",
	robots: { index: false, follow: false },
	referrer: "same-origin",
};

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
	const refused = isRefusalCode(no) ? no : undefined;
	const { id, name, school, audience, waitingRoom } = opening;
	const again = audience === "anyone" && waitingRoom && refused !== "CLOSD";
	return (
		<div className="mt-6 grid max-w-prose gap-6 lg:mt-10">
			<div>
				<p className="font-medium text-board">{school}</p>
				<h1 className="mt-1 text-3xl sm:text-4xl">{refused ? "No link was sent" : "Look in your mail"}</h1>
			</div>
			{refused ? (
				<Notice tone="brass">{wordsOf(refused)}</Notice>
			) : (
				<p className="text-lg text-soft">
					A link to {name} is on its way. The mail has a second, longer one at its end, for a browser without
					JavaScript: use that.
				</p>
			)}
			{refused && again && <PlainAsk opening={opening} />}
			<p>
				<Link href={`/opening/${id}`} prefetch={false} className="underline underline-offset-4">
					To {name}
				</Link>
			</p>
		</div>
	);
}

function wordsOf(code: RefusalCode): string {
	if (code === "CLOSD") return closedWords.over;
	if (code === "INVAL") return "Please give one whole e-mail address.";
	if (code === "DNIED") return "This opening is for those whom the school invited, by a link of their own.";
	return refusals[code].message;
}
