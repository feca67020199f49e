import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Mine } from "@/lib/mine/schema";
import { plainButton, quietButton } from "../../_ui/button.ts";
import { SharedCalendar } from "../../_ui/shared-calendar.tsx";

/** What else one can do with what is one's own; `mails` is the reference of the page of which mails one gets. */
export function MineTools({ mine, mails }: { mine: Mine; mails: string }) {
	const words = useTranslations("mine");
	return (
		<div className="mt-4 grid gap-5">
			<Tool id="calendar" title={words("calendar.title")}>
				<p className="mb-4 text-soft">{words("calendar.note")}</p>
				<SharedCalendar of="mine" first={mine.sharedAt} zone={mine.timeZone} />
			</Tool>
			<Tool id="data" title={words("data.title")}>
				<p className="mb-4 text-soft">{words("data.note")}</p>
				<p className="flex flex-wrap items-center gap-3">
					<a href="/api/mine-exports?as=json" download className={plainButton}>
						{words("data.all")}
					</a>
					<a href="/api/mine-exports?as=csv" download className={plainButton}>
						{words("data.table")}
					</a>
					<Link href="/mine/erase" prefetch={false} className={`${quietButton} text-alarm`}>
						{words("data.erase")}
					</Link>
				</p>
			</Tool>
			<Tool id="mails" title={words("mails.title")}>
				<p className="mb-4 text-soft">{words("mails.note")}</p>
				<Link href={`/mails/${mails}`} prefetch={false} className={plainButton}>
					{words("mails.choose")}
				</Link>
			</Tool>
			<Tool id="devices" title={words("device.title")}>
				<p className="mb-4 text-soft">{words("device.note")}</p>
				<form method="post" action="/api/form-mine-departures" className="flex flex-wrap items-center gap-3">
					<button type="submit" name="from" value="here" className={plainButton}>
						{words("device.here")}
					</button>
					<button type="submit" name="from" value="everywhere" className={quietButton}>
						{words("device.everywhere")}
					</button>
				</form>
			</Tool>
		</div>
	);
}

function Tool({ id, title, children }: { id: string; title: string; children: ReactNode }) {
	return (
		<section aria-labelledby={id} className="rounded-2xl border border-line bg-card p-5 sm:p-6">
			<h2 id={id} className="mb-1 text-xl">
				{title}
			</h2>
			{children}
		</section>
	);
}
