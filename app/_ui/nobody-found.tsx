import type { ReactNode } from "react";
import { Bell } from "./bell.tsx";

export function NobodyFound({ query, children }: { query: string; children: ReactNode }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			{query ? (
				<>
					<h2 className="text-xl">Nobody found for “{query}”</h2>
					<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
						Try a shorter word, only the surname, or the subject. Your school can tell you the teacher’s link.
					</p>
					{children}
				</>
			) : (
				<>
					<h2 className="text-xl">No teachers yet</h2>
					<p className="mx-auto mt-2 max-w-sm text-soft">
						As soon as a school opens its first hours, its teachers are listed here.
					</p>
				</>
			)}
		</div>
	);
}
