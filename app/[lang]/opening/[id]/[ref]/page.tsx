import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { isInvitation } from "@/lib/openings/ref";
import { isRefusalCode } from "@/lib/refusal";
import { NothingHere } from "../../../../_ui/nothing-here.tsx";
import { knownOpening } from "../known-opening.ts";
import { OpeningPage } from "../opening-page.tsx";
import { WaitingRoom } from "../waiting-room.tsx";
import { PlainRoom } from "./plain-room.tsx";

// Nothing of this page is known before the link is.
export const instant = false;
// Whoever has the link has the place, so it stays out of search engines and of other sites' logs.
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("around.plain");
	return {
		title: words("title"),
		robots: { index: false, follow: false, nocache: true },
		referrer: "same-origin",
	};
}

type Props = {
	params: Promise<{ id: string; ref: string }>;
	searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** A place for who has no script: the page asks for itself again while there is something to wait for. */
export default async function PlacePage({ params, searchParams }: Props) {
	await connection();
	const { id, ref } = await params;
	const { place, no } = await searchParams;
	const opening = isInvitation(ref) ? await knownOpening(id) : null;
	if (!opening) return <NothingHere />;
	return (
		<OpeningPage opening={opening}>
			<noscript>
				<PlainRoom
					opening={opening}
					invitation={ref}
					place={typeof place === "string" ? place : undefined}
					no={isRefusalCode(no) ? no : undefined}
				/>
			</noscript>
			<WaitingRoom opening={opening} link={ref} />
		</OpeningPage>
	);
}
