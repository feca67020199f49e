import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Opening } from "@/lib/openings/schema";
import { Notice } from "../../../_ui/notice.tsx";
import { PlainAsk } from "./plain-ask.tsx";
import { TeacherLinks } from "./teacher-links.tsx";

/** How who has no script comes in. This page is the same for everybody, so that it cannot know their place. */
export function PlainWayIn({ opening }: { opening: Opening }) {
	const words = useTranslations("around.wayIn");
	const said = useTranslations("opening");
	const { audience, waitingRoom, released, ended, school, teachers } = opening;
	if (released)
		return (
			<Plain title={said("heading.released")}>
				<p className="text-lg text-soft">{words("released")}</p>
				<TeacherLinks teachers={teachers} />
			</Plain>
		);
	if (ended)
		return (
			<Plain title={said("heading.ended")}>
				<p className="text-lg text-soft">{said("state.ended", { school })}</p>
			</Plain>
		);
	if (audience === "anyone" && !waitingRoom)
		return (
			<Plain title={words("noLink")}>
				<p className="text-lg text-soft">{words("noCountdown")}</p>
				<TeacherLinks teachers={teachers} />
			</Plain>
		);
	const longer = <Notice tone="brass">{words("longer")}</Notice>;
	if (audience === "invited") return longer;
	return (
		<Plain title={said("heading.ask")}>
			<PlainAsk opening={opening} />
			{longer}
		</Plain>
	);
}

function Plain({ title, children }: { title: string; children: ReactNode }) {
	return (
		<section aria-labelledby="plain" className="rounded-2xl border border-line bg-card p-5 sm:p-8">
			<h2 id="plain" className="text-2xl sm:text-3xl">
				{title}
			</h2>
			<div className="mt-3 grid gap-5">{children}</div>
		</section>
	);
}
