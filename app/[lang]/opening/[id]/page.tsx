import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Missing } from "../../../_ui/missing.tsx";
import { knownOpening } from "./known-opening.ts";
import { OpeningPage } from "./opening-page.tsx";
import { PlainWayIn } from "./plain-way-in.tsx";
import { WaitingRoom } from "./waiting-room.tsx";

// One page for everyone, made once and again when staff edit it: a whole school that comes costs no render.
export const ensureStatic = "navigation";
// It comes whole or not at all, so that an unknown opening is a 404.
export const instant = false;

type Props = { params: Promise<{ id: string }> };

export default async function PublicOpeningPage({ params }: Props) {
	const opening = await knownOpening((await params).id);
	if (!opening) return <Missing />;
	return (
		<OpeningPage opening={opening}>
			<noscript>
				<PlainWayIn opening={opening} />
			</noscript>
			<WaitingRoom opening={opening} />
		</OpeningPage>
	);
}

/** A page that the build always has, so that every other may be rendered when it is first asked for. */
export function generateStaticParams() {
	return [{ id: "-" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const opening = await knownOpening((await params).id);
	const words = await getTranslations("around");
	if (!opening) return { title: words("nothing") };
	const { name, school } = opening;
	return {
		title: name,
		description: words("description", { name, school }),
		// With `no-referrer` a browser would not say where its form comes from, and it would be refused.
		referrer: "same-origin",
	};
}
