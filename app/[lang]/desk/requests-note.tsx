import Link from "next/link";
import type { Desk } from "@/lib/desk/schema";
import { addDays, dayOf } from "@/lib/time";
import { momentLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../_ui/asker.ts";
import { QueryLink } from "../../_ui/query-link.tsx";
import { YourTime } from "./your-time.tsx";

type Props = Pick<Desk, "requests" | "timeZone"> &
	Partial<Pick<Desk, "brokenFeeds" | "outside">> & {
		/** All of the school's, for its office. */
		ofSchool?: boolean;
	};

/** What waits for an answer, above everything else; what ran out without one, for a week; and what is amiss meanwhile. */
export async function RequestsNote({ requests, timeZone, brokenFeeds = 0, outside = 0, ofSchool }: Props) {
	const { waiting, decideUntil, lapsed } = requests;
	if (waiting + lapsed + brokenFeeds + outside === 0) return null;
	const [list, answer] = ofSchool ? ["/desk/school", "an answer"] : ["/desk", "your answer"];
	const lastWeek = addDays(dayOf(Date.now(), timeZone), -7);
	const until = decideUntil && momentLabel(decideUntil, timeZone, await askerReadsHour12(), Date.now());
	return (
		<aside
			aria-label={waiting + lapsed > 0 ? `Waiting for ${answer}` : "To be looked at"}
			className="-mt-3 mb-8 flex flex-wrap items-center gap-x-5 rounded-xl bg-brass-tint px-4 py-1 text-brass-ink"
		>
			{waiting > 0 && (
				<p className="flex flex-wrap items-center gap-x-3">
					<QueryLink href={`${list}?state=pending`} className={link}>
						{waiting === 1 ? `1 person waits for ${answer}` : `${waiting} people wait for ${answer}`}
					</QueryLink>{" "}
					<span className="max-sm:-mt-2 max-sm:pb-2">
						{waiting === 1 ? "Until" : "The first until"} {until}
						{decideUntil && <YourTime at={decideUntil} home={timeZone} inline />}
					</span>
				</p>
			)}
			{lapsed > 0 && (
				<QueryLink href={`${list}?state=declined&from=${lastWeek}`} className={link}>
					{lapsed === 1
						? "1 request ran out unanswered this week"
						: `${lapsed} requests ran out unanswered this week`}
				</QueryLink>
			)}
			{outside > 0 && (
				<Link href="/desk/hours" className={link}>
					{outside === 1
						? "1 booking lies outside what you offer"
						: `${outside} bookings lie outside what you offer`}
				</Link>
			)}
			{brokenFeeds > 0 && (
				<Link href="/desk/feeds" className={link}>
					{brokenFeeds === 1
						? "1 of your other calendars cannot be read"
						: `${brokenFeeds} of your other calendars cannot be read`}
				</Link>
			)}
		</aside>
	);
}

const link =
	"inline-flex min-h-11 items-center font-medium underline decoration-current/40 underline-offset-4 hover:decoration-current";
