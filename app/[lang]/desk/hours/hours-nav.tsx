import Link from "next/link";

const parts = [
	{ id: "week", href: "/desk/hours", label: "Each week" },
	{ id: "days", href: "/desk/hours/days", label: "Single days" },
	{ id: "away", href: "/desk/hours/away", label: "Time away" },
	{ id: "holidays", href: "/desk/hours/holidays", label: "Holidays" },
	{ id: "zone", href: "/desk/hours/zone", label: "Time zone" },
] as const;

export type HoursPart = (typeof parts)[number]["id"];

/** One thing at a time: what decides when a teacher can be booked, by how often it changes. */
export function HoursNav({ part }: { part: HoursPart }) {
	return (
		<nav aria-label="Your hours" className="-mx-1 mb-6 flex flex-wrap gap-1">
			{parts.map(({ id, href, label }) => (
				<Link
					key={id}
					href={href}
					aria-current={id === part ? "page" : undefined}
					className="flex min-h-11 items-center rounded-xl px-3.5 font-medium text-soft hover:text-ink aria-[current=page]:bg-chalk aria-[current=page]:text-chalk-ink"
				>
					{label}
				</Link>
			))}
		</nav>
	);
}
