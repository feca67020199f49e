"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { giveFocus } from "./hand-over-focus.ts";

type Props = { title: string; onClose: () => void; closeLabel?: string; children: ReactNode };

/**
 * The browser's own dialog: it keeps the focus inside, makes the page behind inert, closes on Escape and gives the
 * focus back, without a kilobyte of script. A stray tap beside it must not give up somebody's time, so it does nothing.
 */
export function Dialog({ title, onClose, closeLabel, children }: Props) {
	const words = useTranslations("common");
	const ref = useRef<HTMLDialogElement>(null);
	useShown(ref, title);
	return (
		<dialog
			ref={ref}
			aria-label={title}
			className="sheet"
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onClose={() => {
				// Browsers let a second Escape through, whatever was said to the first.
				if (!ref.current?.open) onClose();
			}}
		>
			<div className="mb-4 flex items-start justify-between gap-3">
				<h2 tabIndex={-1} data-title className="pt-1.5 text-2xl whitespace-pre-line outline-none">
					{title}
				</h2>
				<button
					type="button"
					aria-label={closeLabel ?? words("close")}
					onClick={onClose}
					className="-mt-1 -mr-2 grid size-11 shrink-0 place-items-center rounded-full text-soft hover:bg-chalk hover:text-ink"
				>
					<svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 stroke-current" strokeWidth="2">
						<path d="m4 4 12 12M16 4 4 16" strokeLinecap="round" />
					</svg>
				</button>
			</div>
			{children}
		</dialog>
	);
}

function useShown(ref: RefObject<HTMLDialogElement | null>, title: string) {
	useEffect(() => {
		const dialog = ref.current;
		if (!dialog) return;
		const before = document.activeElement;
		const home = dialog.closest("[data-focus-scope]")?.querySelector("[data-focus-home]");
		if (!dialog.open) dialog.showModal();
		return () => {
			dialog.close();
			// What was pressed may be gone by now, such as a time that was taken; and so may the page.
			giveFocus(before, home);
		};
	}, [ref]);

	// What is marked as first, else the title, and again when it turns into another: a screen reader then reads what
	// this is about before it reads a field.
	useEffect(() => {
		if (!title || !ref.current) return;
		const first = ref.current.querySelector<HTMLElement>("[data-first]");
		(first ?? ref.current.querySelector<HTMLElement>("[data-title]"))?.focus();
	}, [ref, title]);
}
