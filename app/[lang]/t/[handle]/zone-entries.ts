import type { Words } from "@/lib/languages/words";
import { allZones, offsetMinutes } from "@/lib/time";
import { clock, offsetLabel, zoneCity } from "@/lib/time-words";
import { deviceZone } from "../../../_ui/use-viewer.ts";

export type ZoneEntry = ReturnType<typeof describe>;

/** The device's own and those one most likely wants first, then all from west to east. */
export function describeAll(
	now: number,
	hour12: boolean,
	first: string[],
	words: Words<"board">,
): ZoneEntry[] {
	const device = deviceZone();
	const rest = allZones()
		.map((zone) => ({ zone, minutes: offsetMinutes(now, zone) }))
		.sort((a, b) => a.minutes - b.minutes || (a.zone < b.zone ? -1 : 1))
		.map(({ zone }) => zone);
	const others = [...new Set([...first, ...rest])].filter((zone) => zone !== device);
	const own = device && describe(device, now, hour12, words);
	const note = words("zone.device");
	return [
		...(own ? [{ ...own, value: null, note, search: `${own.search} ${note.toLowerCase()}` }] : []),
		...others.map((zone) => describe(zone, now, hour12, words)),
	];
}

/** Of the world, as the names of zones begin. */
const regions = [
	"Africa",
	"America",
	"Antarctica",
	"Arctic",
	"Asia",
	"Atlantic",
	"Australia",
	"Europe",
	"Indian",
	"Pacific",
] as const;

function describe(zone: string, now: number, hour12: boolean, words: Words<"board">) {
	const offset = offsetLabel(now, zone);
	const region = zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "";
	const known = regions.find((each) => each === region);
	const note = known ? words(`zone.region.${known}`) : region;
	return {
		zone,
		value: zone as string | null,
		city: zoneCity(zone),
		note,
		offset,
		time: clock(now, zone, hour12),
		search: `${zone} ${zone.replaceAll("_", " ")} ${zoneCity(zone)} ${note} ${offset}`.toLowerCase(),
	};
}
