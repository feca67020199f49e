import Link from "next/link";
import { Bell } from "../../_ui/bell.tsx";
import { primaryButton } from "../../_ui/button.ts";

export function NoTypes() {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<h2 className="text-xl">Nothing can be booked yet</h2>
			<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
				Say what people can book with you, such as a lesson of 45 minutes. They find it on your page at once.
			</p>
			<Link href="/desk/types/new" className={primaryButton}>
				Make the first one
			</Link>
		</div>
	);
}
