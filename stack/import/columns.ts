export const weekdays = [
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday",
	"sunday",
] as const;

const wochentage = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"];

/** Every column there is, and the other names it is known by. docs/import.md describes them. */
const synonyms: Record<string, string[]> = {
	school: ["schoolname", "schule"],
	teacher: ["name", "teachername", "lehrkraft"],
	handle: ["teacherhandle"],
	email: ["mail", "emailaddress"],
	time_zone: ["timezone", "zone", "zeitzone"],
	subjects: ["subject", "faecher", "fach"],
	about: ["bio"],
	type: ["appointmenttype", "typename"],
	type_handle: [],
	description: ["typedescription"],
	duration_minutes: ["duration", "minutes", "dauer"],
	seats: ["capacity", "plaetze"],
	step_minutes: ["step"],
	buffer_before_minutes: ["bufferbefore"],
	buffer_after_minutes: ["bufferafter"],
	notice_minutes: ["notice"],
	horizon_days: ["horizon"],
	cutoff_minutes: ["cutoff"],
	hold_minutes: ["hold"],
	booker_cap: ["cap"],
	decide_hours: ["hourstodecide"],
	opens_at: ["opens"],
	...Object.fromEntries(weekdays.map((day, i) => [day, [day.slice(0, 3), wochentage[i] ?? ""]])),
};

const known = new Map(
	Object.entries(synonyms).flatMap(([column, others]) =>
		[column, ...others].map((name): [string, string] => [plain(name), column]),
	),
);

/** The column a heading means, whatever its capitals, spaces and accents; undefined for one that is not ours. */
export function columnOf(heading: string): string | undefined {
	return known.get(plain(heading));
}

function plain(heading: string): string {
	const spelled = heading.toLowerCase().replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue");
	return spelled.normalize("NFD").replace(/[^a-z]/g, "");
}
