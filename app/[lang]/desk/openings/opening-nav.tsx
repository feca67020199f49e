import Link from "next/link";
import type { OwnOpening } from "@/lib/office/schema";

export type OpeningPage = "live" | "families" | "edit";

const tab =
	"flex min-h-11 items-center rounded-xl px-4 font-medium text-soft hover:text-ink aria-[current=page]:bg-chalk aria-[current=page]:text-chalk-ink";

/** The rooms of one opening, and its public page. */
export function OpeningNav({ opening, page }: { opening: OwnOpening; page: OpeningPage }) {
	const home = `/desk/openings/${opening.id}`;
	const rooms = [
		{ id: "live", href: home, label: "Live" },
		{ id: "families", href: `${home}/families`, label: "Families" },
		{ id: "edit", href: `${home}/edit`, label: "Edit" },
	] as const;
	return (
		<nav aria-label="This opening" className="mb-6 flex flex-wrap gap-1">
			{rooms.map(({ id, href, label }) => (
				<Link key={id} href={href} aria-current={id === page ? "page" : undefined} className={tab}>
					{label}
				</Link>
			))}
			<a href={`/opening/${opening.id}`} className={tab}>
				Public page
			</a>
		</nav>
	);
}
