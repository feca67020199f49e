"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = {
	title: string;
	/** How it is now, for who need not open it. */
	summary: string;
	opened?: boolean;
	/** How often it was told that something in it needs mending, 0 for nothing: each time it opens by itself. */
	wrong: number;
	children: ReactNode;
};

/** One subject of a form. Closed it says how things are; open it is where they are changed. */
export function Section({ title, summary, opened = false, wrong, children }: Props) {
	const box = useRef<HTMLDetailsElement>(null);
	useEffect(() => {
		if (wrong > 0 && box.current) box.current.open = true;
	}, [wrong]);
	return (
		<details ref={box} open={opened} className="group rounded-2xl border border-line bg-card">
			<summary className="flex min-h-16 list-none items-center gap-4 rounded-2xl px-4 py-3 hover:bg-chalk sm:px-5 [&::-webkit-details-marker]:hidden">
				<div className="min-w-0 grow">
					<h2 className="text-xl">{title}</h2>
					<p className="mt-1 text-soft wrap-anywhere group-open:hidden">{summary}</p>
				</div>
				<svg
					viewBox="0 0 20 20"
					aria-hidden="true"
					className="size-5 shrink-0 fill-none stroke-current text-soft group-open:rotate-180"
					strokeWidth="2"
				>
					<path d="m5 8 5 5 5-5" strokeLinecap="round" strokeLinejoin="round" />
				</svg>
			</summary>
			<div className="grid gap-6 px-4 pt-2 pb-6 sm:px-5">{children}</div>
		</details>
	);
}
