import Link from "next/link";
import type { Desk } from "@/lib/desk/schema";
import { zoneLabel } from "@/lib/time-words";
import { SignOut } from "./sign-out.tsx";

const pages = [
	{ id: "bookings", href: "/desk", label: "Bookings" },
	{ id: "hours", href: "/desk/hours", label: "Weekly hours" },
] as const;

export function DeskNav({ desk, page }: { desk: Desk; page: "bookings" | "hours" }) {
	return (
		<header className="mt-6 mb-8 sm:mt-10">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
				<div>
					<h1 className="text-3xl sm:text-4xl">{page === "hours" ? "Weekly hours" : "Your bookings"}</h1>
					<p className="mt-2 text-soft">
						{desk.name}
						{desk.school === desk.name ? "" : ` · ${desk.school}`} · all times in{" "}
						{zoneLabel(Date.now(), desk.timeZone)}
					</p>
				</div>
				<div className="-mx-3 flex flex-wrap">
					<Link href={`/t/${desk.handle}`} className={plainLink}>
						Your public page
					</Link>
					<SignOut />
				</div>
			</div>
			<nav aria-label="Desk" className="mt-5 flex gap-1 border-b border-line">
				{pages.map(({ id, href, label }) => (
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
