"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

type Props = {
	className: string;
	/** The page that one is on, where it is in here; on a wide screen it may stand outside. */
	here: { label: string; untilWide: boolean } | undefined;
	children: ReactNode;
};

/** Opens and closes by itself, without a script, too; with one it closes behind whoever has chosen or gone elsewhere. */
export function MorePages({ className, here, children }: Props) {
	const box = useRef<HTMLDetailsElement>(null);
	useEffect(() => {
		const elsewhere = ({ target }: Event) => {
			if (box.current && !box.current.contains(target as Node)) box.current.open = false;
		};
		const chosen = ({ target }: Event) => {
			if (box.current?.contains(target as Node) && (target as Element).closest("a")) box.current.open = false;
		};
		document.addEventListener("click", chosen);
		document.addEventListener("pointerdown", elsewhere);
		document.addEventListener("focusin", elsewhere);
		return () => {
			document.removeEventListener("click", chosen);
			document.removeEventListener("pointerdown", elsewhere);
			document.removeEventListener("focusin", elsewhere);
		};
	}, []);
	function onKeyDown({ key }: KeyboardEvent) {
		if (key !== "Escape" || !box.current?.open) return;
		box.current.open = false;
		box.current.querySelector("summary")?.focus();
	}
	return (
		<details ref={box} onKeyDown={onKeyDown} className="group sm:relative">
			<summary
				data-here={here && (here.untilWide ? "narrow" : "always")}
				className={`${className} list-none [&::-webkit-details-marker]:hidden`}
			>
				More
				{here && (
					<span className={here.untilWide ? "sr-only lg:hidden" : "sr-only"}>
						, where you are: {here.label}
					</span>
				)}
				<span aria-hidden="true" className="rotate-90 transition-transform group-open:-rotate-90">
					›
				</span>
			</summary>
			<ul className="absolute inset-x-0 top-full z-30 mt-1.5 grid rounded-xl border border-line bg-card p-1.5 text-base shadow-lg sm:right-0 sm:left-auto sm:w-56">
				{children}
			</ul>
		</details>
	);
}
