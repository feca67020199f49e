import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { listHooks } from "@/lib/hooks/list-hooks";
import { listTokens } from "@/lib/tokens/list-tokens";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { DeskWaiting } from "../desk-waiting.tsx";
import { EitherDoor } from "../either-door.tsx";
import { schoolZone } from "../school-zone.ts";
import { EmbedPart } from "./embed-part.tsx";
import { HooksView } from "./hooks-view.tsx";
import { TokensView } from "./tokens-view.tsx";

export const metadata: Metadata = { title: "Programs", robots: { index: false } };

/** What other programs may do for somebody, and what they are told. */
export default function ProgramsPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<EitherDoor page="programs" title="Programs">
				{async (who, { desk, office }) => {
					const [tokens, hooks] = await Promise.all([listTokens(who), desk ? listHooks(who) : null]);
					const zone = desk?.timeZone ?? (office ? schoolZone(office) : "UTC");
					const at = { zone, hour12: await askerReadsHour12(), now: Date.now() };
					return (
						<div className="grid gap-12">
							<p className="-mt-2 max-w-2xl text-soft">
								A website, a spreadsheet or a school’s own system can book, read and cancel here as you do.{" "}
								<Link
									href="/docs/api"
									className="font-medium text-ink underline decoration-edge underline-offset-4 hover:decoration-current"
								>
									What programs can ask
								</Link>
							</p>
							<TokensView first={tokens} {...at} />
							{hooks && <HooksView first={hooks} {...at} />}
							{desk && <EmbedPart teacher={desk.handle} />}
						</div>
					);
				}}
			</EitherDoor>
		</Suspense>
	);
}
