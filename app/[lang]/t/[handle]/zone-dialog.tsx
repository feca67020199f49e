"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { input } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { describeAll, type ZoneEntry } from "./zone-entries.ts";

type Props = {
	viewer: Viewer;
	home: string;
	now: number;
	/** Null is the device's own, wherever it travels. */
	onChoose: (zone: string | null) => void;
	onClose: () => void;
};

/** Every zone there is, found by city, region or offset. Arrow keys move, Enter takes. */
export function ZoneDialog({ viewer, home, now, onChoose, onClose }: Props) {
	const words = useTranslations("board");
	const id = useId();
	const [query, setQuery] = useState("");
	const { zone, hour12 } = viewer;
	const zones = useMemo(
		() => describeAll(now, hour12, [zone, home], words),
		[now, hour12, zone, home, words],
	);
	const sought = query.toLowerCase().split(/\s+/).filter(Boolean);
	const found = zones.filter(({ search }) => sought.every((word) => search.includes(word)));
	const [marked, mark] = useState(0);
	const current = Math.min(marked, found.length - 1);
	const list = useRef<HTMLDivElement>(null);

	useEffect(() => {
		list.current?.children[current]?.scrollIntoView({ block: "nearest" });
	}, [current]);

	function take(chosen: ZoneEntry | undefined) {
		if (!chosen) return;
		onChoose(chosen.value);
		onClose();
	}
	function onKeyDown(event: KeyboardEvent) {
		const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
		if (step) mark(Math.max(0, Math.min(found.length - 1, current + step)));
		else if (event.key === "Enter") take(found[current]);
		else return;
		event.preventDefault();
	}
	return (
		<Dialog title={words("zone.title")} onClose={onClose}>
			<input
				data-first
				role="combobox"
				aria-label={words("zone.find")}
				aria-expanded="true"
				aria-controls={id}
				aria-autocomplete="list"
				aria-activedescendant={found[current] ? `${id}${current}` : undefined}
				placeholder={words("zone.hint")}
				autoComplete="off"
				spellCheck={false}
				value={query}
				onChange={(event) => {
					setQuery(event.target.value);
					mark(0);
				}}
				onKeyDown={onKeyDown}
				className={input}
			/>
			<div
				ref={list}
				id={id}
				role="listbox"
				aria-label={words("zone.list")}
				className="mt-3 h-80 max-h-[55dvh] overflow-auto"
			>
				{found.map((one, index) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is, in the search field
					<div
						key={one.zone}
						id={`${id}${index}`}
						role="option"
						aria-selected={one.zone === zone}
						tabIndex={-1}
						onClick={() => take(one)}
						className={`flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-lg px-3 hover:bg-chalk aria-selected:font-[680] ${
							index === current ? "bg-chalk text-chalk-ink" : ""
						}`}
					>
						<span>
							{one.city} <span className="text-sm font-normal text-soft">{one.note}</span>
						</span>
						<span className="shrink-0 text-sm font-normal text-soft tabular-nums">
							{one.time} · {one.offset}
						</span>
					</div>
				))}
			</div>
			{found.length === 0 && (
				<p role="status" className="py-6 text-center text-soft">
					{words("zone.none")}
				</p>
			)}
		</Dialog>
	);
}
