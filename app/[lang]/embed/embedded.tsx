"use client";

import { type ReactNode, useEffect } from "react";
import { useQueryParam } from "../../_ui/use-stored.ts";
import { useTellHeight } from "./use-tell-height.ts";
import "./embed.css";

const themes = new Set(["light", "dark"]);
const accents = new Set(["blue", "red", "purple", "teal", "grey"]);

/**
 * What stands within a page of somebody else's: nothing of ours around it, in the theme and the colour that the other page
 * asks for, as tall as what is in it. Whatever else is linked opens in a tab of its own, since it may not be framed.
 */
export function Embedded({ booked = false, children }: { booked?: boolean; children: ReactNode }) {
	const [theme] = useQueryParam("theme");
	const [accent] = useQueryParam("accent");
	useTellHeight(booked);
	useEffect(() => {
		const { dataset } = document.documentElement;
		// The page after the booking has no such words in its address, and keeps what was said.
		if (themes.has(theme)) dataset.theme = theme;
		if (accents.has(accent)) dataset.accent = accent;
	}, [theme, accent]);
	useEffect(() => {
		const inNewTab = ({ target }: Event) => {
			const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
			if (link && !link.pathname.startsWith("/embed/")) link.target = "_blank";
		};
		document.addEventListener("click", inNewTab, true);
		return () => document.removeEventListener("click", inNewTab, true);
	}, []);
	return (
		<div data-embedded className="py-4">
			{children}
		</div>
	);
}
