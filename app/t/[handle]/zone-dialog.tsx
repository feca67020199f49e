"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { allZones, offsetMinutes } from "@/lib/time";
import { clock, offsetLabel, zoneCity } from "@/lib/time-words";
import { input } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { deviceZone, type Viewer } from "../../_ui/use-viewer.ts";

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
	const id = useId();
	const [query, setQuery] = useState("");
	const { zone, hour12 } = viewer;
	const zones = useMemo(() => describeAll(now, hour12, [zone, home]), [now, hour12, zone, home]);
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	const found = zones.filter(({ search }) => words.every((word) => search.includes(word)));
	const [marked, mark] = useState(0);
	const current = Math.min(marked, found.length - 1);
	const list = useRef<HTMLDivElement>(null);

	useEffect(() => {
		list.current?.children[current]?.scrollIntoView({ block: "nearest" });
	}, [current]);

	function take(chosen: Entry | undefined) {
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
		<Dialog title="Show times in" onClose={onClose}>
			<input
				data-first
				role="combobox"
				aria-label="Find a time zone"
				aria-expanded="true"
				aria-controls={id}
				aria-autocomplete="list"
				aria-activedescendant={found[current] ? `${id}${current}` : undefined}
				placeholder="City or region"
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
				aria-label="Time zones"
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
					No zone has this name. Try a bigger city nearby.
				</p>
			)}
		</Dialog>
	);
}

type Entry = ReturnType<typeof describe>;

/** The device's own and those one most likely wants first, then all from west to east. */
function describeAll(now: number, hour12: boolean, first: string[]): Entry[] {
	const device = deviceZone();
	const rest = allZones()
		.map((zone) => ({ zone, minutes: offsetMinutes(now, zone) }))
		.sort((a, b) => a.minutes - b.minutes || (a.zone < b.zone ? -1 : 1))
		.map(({ zone }) => zone);
	const others = [...new Set([...first, ...rest])].filter((zone) => zone !== device);
	const own = device && describe(device, now, hour12);
	const note = "this device’s zone";
	return [
		...(own ? [{ ...own, value: null, note, search: `${own.search} ${note}` }] : []),
		...others.map((zone) => describe(zone, now, hour12)),
	];
}

function describe(zone: string, now: number, hour12: boolean) {
	const offset = offsetLabel(now, zone);
	return {
		zone,
		value: zone as string | null,
		city: zoneCity(zone),
		note: zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "",
		offset,
		time: clock(now, zone, hour12),
		search: `${zone} ${zone.replaceAll("_", " ")} ${zoneCity(zone)} ${offset}`.toLowerCase(),
	};
}
