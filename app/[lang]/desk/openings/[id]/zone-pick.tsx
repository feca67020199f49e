"use client";

import { useMemo } from "react";
import { allZones } from "@/lib/time";
import { zoneCity } from "@/lib/time-words";
import { Pick } from "../../../../_ui/pick.tsx";

/** By which clocks the family's mail tells the time. */
export function ZonePick({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
	const zones = useMemo(() => {
		const all = allZones();
		return all.includes(value) ? all : [value, ...all];
	}, [value]);
	return (
		<Pick label="Time zone of the family" value={value} onChange={(event) => onChange(event.target.value)}>
			{zones.map((zone) => (
				<option key={zone} value={zone}>
					{zone === "UTC" ? "UTC" : `${zoneCity(zone)} (${zone.split("/")[0]})`}
				</option>
			))}
		</Pick>
	);
}
