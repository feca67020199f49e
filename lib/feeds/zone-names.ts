import windows from "cldr-core/supplemental/windowsZones.json" with { type: "json" };

// Microsoft's names, by the zone that Unicode's list has for the whole world.
const byWindowsName = new Map(
	windows.supplemental.windowsZones.mapTimezones
		.map(({ mapZone }) => mapZone)
		.filter(({ _territory }) => _territory === "001")
		.map(({ _other, _type }) => [_other.toLowerCase(), _type.split(" ")[0] as string]),
);

/**
 * The IANA zone that a calendar means: by its own name, by Microsoft's, or behind the prefixes that Mozilla, Evolution and
 * others put before it. Undefined for what only the calendar itself can explain.
 */
export function zoneNamed(name: string): string | undefined {
	const plain = name.trim().replace(/^"(.*)"$/, "$1");
	const windowsZone = byWindowsName.get(plain.toLowerCase());
	if (windowsZone) return windowsZone;
	if (isZone(plain)) return plain;
	// `US-Mountain`
	if (isZone(plain.replace("-", "/"))) return plain.replace("-", "/");
	const pieces = plain.split("/").slice(0, 12);
	return pieces
		.map((_, from) => pieces.slice(from).join("/"))
		.slice(1)
		.find((tail) => (tail.includes("/") || /^(utc|gmt)$/i.test(tail)) && isZone(tail));
}

function isZone(name: string): boolean {
	// A bare offset has no summer: whoever names one has rules of its own for it.
	if (!/^[A-Za-z]/.test(name) || name.length > 64) return false;
	try {
		new Intl.DateTimeFormat("en", { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
