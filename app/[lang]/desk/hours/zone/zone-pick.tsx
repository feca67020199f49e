import { useMemo } from "react";
import { allZones } from "@/lib/time";
import { zoneCity, zoneLabel } from "@/lib/time-words";
import { Pick } from "../../../../_ui/pick.tsx";
import { useInBrowser } from "../../../../_ui/use-stored.ts";

type Props = { value: string; onChange: (zone: string) => void };

/** Every zone there is, by continent and city. The browser's own list, since the server may know others. */
export function ZonePick({ value, onChange }: Props) {
	const inBrowser = useInBrowser();
	const continents = useMemo(() => {
		const all = [...new Set([value, ...(inBrowser ? allZones() : [])])].filter((zone) => zone !== "UTC");
		const byCity = all.toSorted((a, b) => zoneCity(a).localeCompare(zoneCity(b), "en"));
		return [...Map.groupBy(byCity, (zone) => zone.split("/")[0] ?? "")].sort(([a], [b]) => (a < b ? -1 : 1));
	}, [value, inBrowser]);
	return (
		<Pick
			label="Your time zone"
			hint="All your hours are by its clocks, in summer and in winter."
			value={value}
			onChange={(event) => onChange(event.target.value)}
		>
			<option value="UTC">UTC</option>
			{continents.map(([continent, zones]) => (
				<optgroup key={continent} label={continent}>
					{zones.map((zone) => (
						<option key={zone} value={zone}>
							{zone === value ? zoneLabel(Date.now(), zone) : zoneCity(zone)}
						</option>
					))}
				</optgroup>
			))}
		</Pick>
	);
}
