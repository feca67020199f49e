import Link from "next/link";
import { type Page, pagesOf } from "./desk-pages.ts";
import { MorePages } from "./more-pages.tsx";
import type { Rooms } from "./rooms.ts";

/**
 * One row, on a phone too: what is used daily, and under More the rest. What there is room for on a wide screen stands in
 * the row there, and only there.
 */
export function DeskTabs({ rooms, page: here }: { rooms: Rooms; page: Page["id"] }) {
	const pages = pagesOf(rooms);
	const more = pages.filter(({ use }) => use !== "daily");
	const hidden = more.find(({ page }) => page.id === here);
	return (
		<nav
			aria-label="Desk"
			className="relative -mx-1.5 mt-5 flex flex-wrap justify-between border-b border-line text-[0.9375rem] sm:mx-0 sm:justify-start sm:gap-x-1 sm:text-base"
		>
			{pages
				.filter(({ use }) => use !== "seldom")
				.map(({ page, use }) => (
					<Link
						key={page.id}
						href={page.href}
						aria-current={page.id === here ? "page" : undefined}
						className={`${tab} ${current} ${use === "far" ? "hidden lg:flex" : "flex"}`}
					>
						{page.label}
					</Link>
				))}
			<MorePages
				className={`${tab} ${holding} flex gap-1.5`}
				here={hidden && { label: hidden.page.label, untilWide: hidden.use === "far" }}
			>
				{more.map(({ page, use }) => (
					<li key={page.id} className={use === "far" ? "lg:hidden" : undefined}>
						<Link
							href={page.href}
							aria-current={page.id === here ? "page" : undefined}
							className="flex min-h-11 items-center rounded-lg px-3 hover:bg-chalk aria-[current=page]:bg-chalk aria-[current=page]:font-medium aria-[current=page]:text-chalk-ink"
						>
							{page.label}
						</Link>
					</li>
				))}
			</MorePages>
		</nav>
	);
}

const tab =
	"-mb-px min-h-11 items-center border-b-3 border-transparent px-1.5 text-soft hover:text-ink sm:px-3";
const current =
	"aria-[current=page]:border-brass aria-[current=page]:font-medium aria-[current=page]:text-ink";
/** More, where one is on a page in it: everywhere, or until that stands in the row. */
const holding =
	"data-[here=always]:border-brass data-[here=always]:font-medium data-[here=always]:text-ink " +
	"max-lg:data-[here=narrow]:border-brass max-lg:data-[here=narrow]:font-medium max-lg:data-[here=narrow]:text-ink";
