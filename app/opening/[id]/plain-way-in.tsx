import type { ReactNode } from "react";
import type { Opening } from "@/lib/openings/schema";
import { Notice } from "../../_ui/notice.tsx";
import { PlainAsk } from "./plain-ask.tsx";
import { TeacherLinks } from "./teacher-links.tsx";

/** How who has no script comes in. This page is the same for everybody, so that it cannot know their place. */
export function PlainWayIn({ opening }: { opening: Opening }) {
	const { audience, waitingRoom, released, ended, school, teachers } = opening;
	if (released)
		return (
			<Plain title="Now open to everybody">
				<p className="text-lg text-soft">What is left can be booked by everybody, without a link.</p>
				<TeacherLinks teachers={teachers} />
			</Plain>
		);
	if (ended)
		return (
			<Plain title="This opening is over">
				<p className="text-lg text-soft">
					Nothing can be booked here any more. For questions, please ask {school}.
				</p>
			</Plain>
		);
	if (audience === "anyone" && !waitingRoom)
		return (
			<Plain title="You need no link">
				<p className="text-lg text-soft">
					Without JavaScript this page cannot count down. Once bookings open, choose a teacher, and then a
					time.
				</p>
				<TeacherLinks teachers={teachers} />
			</Plain>
		);
	const longer =
		"Without JavaScript this page cannot know your place. The mail with your link has a second, longer one at its end: use that.";
	if (audience === "invited") return <Notice tone="brass">{longer}</Notice>;
	return (
		<Plain title="Get your personal link">
			<PlainAsk opening={opening} />
			<Notice tone="brass">{longer}</Notice>
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
