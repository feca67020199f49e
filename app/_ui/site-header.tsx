import Link from "next/link";
import { useTranslations } from "next-intl";
import { Bell } from "./bell.tsx";

/** Its links load when they are followed: on the busiest pages, fetching ahead would double the visits. */
export function SiteHeader() {
	const words = useTranslations("common");
	return (
		<header className="mx-auto flex w-full max-w-6xl items-center justify-between px-4 pt-3 sm:px-6 sm:pt-5">
			<Link
				href="/"
				prefetch={false}
				className="-ml-2 flex min-h-11 items-center gap-2 rounded-lg px-2 text-lg tracking-tight"
			>
				<Bell className="size-7" />
				<span className="font-[680]">Firstbell</span>
			</Link>
			<nav aria-label={words("main")}>
				<Link
					href="/desk"
					prefetch={false}
					className="-mr-3 flex min-h-11 items-center rounded-lg px-3 text-soft hover:text-ink hover:underline"
				>
					{words("forTeachers")}
				</Link>
			</nav>
		</header>
	);
}
