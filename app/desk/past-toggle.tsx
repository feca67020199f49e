import Link from "next/link";

const tab =
	"flex min-h-11 items-center rounded-xl px-4 font-medium text-soft hover:text-ink aria-[current=true]:bg-chalk aria-[current=true]:text-chalk-ink";

/** Coming first; what is over stays one tap away. */
export function PastToggle({ past }: { past: boolean }) {
	return (
		<nav aria-label="Which bookings" className="mb-6 flex gap-1">
			<Link href="/desk" aria-current={past ? undefined : "true"} className={tab}>
				Coming
			</Link>
			<Link href="/desk?past=1" aria-current={past ? "true" : undefined} className={tab}>
				Past four weeks
			</Link>
		</nav>
	);
}
