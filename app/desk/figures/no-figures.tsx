import Link from "next/link";
import type { Desk } from "@/lib/desk/schema";
import { Bell } from "../../_ui/bell.tsx";
import { primaryButton } from "../../_ui/button.ts";

export function NoFigures({ desk }: { desk: Desk }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<h2 className="text-xl">Nothing to draw yet</h2>
			<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
				Once people book with you, this shows how full your weeks are, how early people book, and who came.
			</p>
			<Link href={`/t/${desk.handle}`} className={primaryButton}>
				See your public page
			</Link>
		</div>
	);
}
