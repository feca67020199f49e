import type { ReactNode } from "react";
import { Bell } from "./bell.tsx";

type Props = {
	title: string;
	/** Above the title, where nothing is there yet; not where something failed. */
	bell?: boolean;
	level?: "h2" | "h3";
	role?: "alert";
	/** What to do about it. */
	children?: ReactNode;
};

/** Stands where there is nothing to show: says so, and what to do. */
export function EmptyBox({ title, bell = false, level: Heading = "h2", role, children }: Props) {
	return (
		<div role={role} className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			{bell && <Bell className="mx-auto mb-4 size-10 opacity-60" />}
			<Heading className="text-xl">{title}</Heading>
			{children}
		</div>
	);
}
