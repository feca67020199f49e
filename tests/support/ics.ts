/** A calendar of these lines, as RFC 5545 has them. */
export const calendar = (...lines: string[]) =>
	["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tests//EN", ...lines, "END:VCALENDAR", ""].join("\r\n");

let events = 0;

/** One entry of these lines, under a UID of its own unless one is among them. */
export const event = (...lines: string[]) =>
	[
		"BEGIN:VEVENT",
		...(lines.some((line) => line.startsWith("UID")) ? [] : [`UID:${++events}@calendars.example`]),
		"DTSTAMP:20261101T000000Z",
		...lines,
		"END:VEVENT",
	].join("\r\n");
