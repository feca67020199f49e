"use client";

import { useEffect } from "react";

/**
 * Tells the page around how tall this one is, a sheet that is open included, and once that something was booked: nothing more, so it
 * may be any page. A sheet opens beside what was pressed, as the screen may show any part of so tall a frame.
 */
export function useTellHeight(booked: boolean): void {
	useEffect(() => {
		if (parent === window) return;
		const tell = (news: object) => parent.postMessage({ firstbell: news }, "*");
		let told = 0;
		const measure = () => {
			const sheets = [...document.querySelectorAll("dialog[open]")];
			const height = Math.ceil(
				Math.max(
					document.body.getBoundingClientRect().height,
					...sheets.map((sheet) => sheet.getBoundingClientRect().bottom + scrollY + 16),
				),
			);
			if (height !== told) tell({ height });
			told = height;
		};
		const pressed = ({ target }: Event) => {
			if (!(target instanceof Element) || target.closest("dialog")) return;
			const at = target.getBoundingClientRect().top + scrollY;
			document.documentElement.style.setProperty("--pressed-at", `${at}px`);
		};
		const sizes = new ResizeObserver(measure);
		sizes.observe(document.body);
		const sheets = new MutationObserver(() => requestAnimationFrame(measure));
		sheets.observe(document.body, { subtree: true, childList: true, attributeFilter: ["open"] });
		document.addEventListener("click", pressed, true);
		measure();
		if (booked) tell({ booked: true });
		return () => {
			sizes.disconnect();
			sheets.disconnect();
			document.removeEventListener("click", pressed, true);
		};
	}, [booked]);
}
