import { addressOf } from "@/lib/desk/list-address";
import { Bell } from "../../../_ui/bell.tsx";
import { primaryButton } from "../../../_ui/button.ts";
import { QueryLink } from "../../../_ui/query-link.tsx";

/** Where filters leave nothing over. */
export function NothingFits({ path, past }: { path: string; past: "1" | undefined }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<div role="status">
				<h2 className="text-xl">No booking fits this</h2>
				<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">Try fewer words, or leave a filter out.</p>
			</div>
			<QueryLink href={addressOf(path, past ? { past } : {})} className={primaryButton}>
				Show all again
			</QueryLink>
		</div>
	);
}
