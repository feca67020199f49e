import { type ReactNode, useId } from "react";

export function FigureBox({ title, children }: { title: string; children: ReactNode }) {
	const id = useId();
	return (
		<section aria-labelledby={id} className="min-w-0 rounded-2xl border border-line bg-card p-5">
			<h2 id={id} className="mb-4 text-xl">
				{title}
			</h2>
			{children}
		</section>
	);
}
