import Link from "next/link";
import { zoneLabel } from "@/lib/time-words";
import { SignOut } from "../../_ui/sign-out.tsx";
import { isOfOffice, type Page } from "./desk-pages.ts";
import { DeskTabs } from "./desk-tabs.tsx";
import type { Rooms } from "./rooms.ts";
import { schoolZone } from "./school-zone.ts";

type Props = { rooms: Rooms; page: Page["id"]; title: string; zone?: string | undefined };

export function DeskNav({ rooms, page, title, zone }: Props) {
	const { desk, office } = rooms;
	const whose = !isOfOffice(page) && desk ? desk : undefined;
	const names = whose ? [whose.name, whose.school] : [office?.school ?? desk?.school ?? ""];
	const home = zone ?? whose?.timeZone ?? (office ? schoolZone(office) : desk?.timeZone) ?? "UTC";
	return (
		<header className="mt-6 mb-8 sm:mt-10">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
				<div className="min-w-0">
					<h1 className="text-3xl wrap-anywhere sm:text-4xl">{title}</h1>
					<p className="mt-2 text-soft">
						{[...new Set(names)].join(" · ")} · all times in {zoneLabel(Date.now(), home)}
					</p>
				</div>
				<div className="-mx-3 flex flex-wrap">
					{desk && (
						<Link href={`/t/${desk.handle}`} className={plainLink}>
							Your public page
						</Link>
					)}
					<SignOut />
				</div>
			</div>
			<DeskTabs rooms={rooms} page={page} />
		</header>
	);
}

const plainLink =
	"flex min-h-11 items-center rounded-lg px-3 font-medium text-soft underline decoration-edge underline-offset-4 hover:text-ink";
