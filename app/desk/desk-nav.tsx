import Link from "next/link";
import { zoneLabel } from "@/lib/time-words";
import type { Rooms } from "./rooms.ts";
import { schoolZone } from "./school-zone.ts";
import { SignOut } from "./sign-out.tsx";

const pages = [
	{ id: "bookings", href: "/desk", label: "Bookings", room: "desk" },
	{ id: "calendar", href: "/desk/calendar", label: "Calendar", room: "desk" },
	{ id: "hours", href: "/desk/hours", label: "Hours", room: "desk" },
	{ id: "types", href: "/desk/types", label: "Types", room: "desk" },
	{ id: "feeds", href: "/desk/feeds", label: "Other calendars", room: "desk" },
	{ id: "figures", href: "/desk/figures", label: "Figures", room: "desk" },
	{ id: "openings", href: "/desk/openings", label: "Openings", room: "office" },
	{ id: "school", href: "/desk/school", label: "All bookings", room: "office" },
	{ id: "teams", href: "/desk/teams", label: "Teams", room: "office" },
] as const;

type Page = (typeof pages)[number];
/** One's own, and the school's. */
export type DeskPage = Extract<Page, { room: "desk" }>["id"];
export type OfficePage = Extract<Page, { room: "office" }>["id"];

type Props = { rooms: Rooms; page: Page["id"]; title: string; zone?: string };

export function DeskNav({ rooms, page, title, zone }: Props) {
	const { desk, office } = rooms;
	const inOffice = pages.find(({ id }) => id === page)?.room === "office";
	const whose = !inOffice && desk ? desk : undefined;
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
			<nav aria-label="Desk" className="mt-5 flex flex-wrap gap-x-1 border-b border-line">
				{pages
					.filter(({ room }) => rooms[room])
					.map(({ id, href, label }) => (
						<Link
							key={id}
							href={href}
							aria-current={id === page ? "page" : undefined}
							className="-mb-px flex min-h-11 items-center border-b-3 border-transparent px-3 text-soft hover:text-ink aria-[current=page]:border-brass aria-[current=page]:font-medium aria-[current=page]:text-ink"
						>
							{label}
						</Link>
					))}
			</nav>
		</header>
	);
}

const plainLink =
	"flex min-h-11 items-center rounded-lg px-3 font-medium text-soft underline decoration-edge underline-offset-4 hover:text-ink";
