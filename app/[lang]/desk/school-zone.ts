import type { Office } from "@/lib/office/schema";

/** Where most of a school's teachers are: its openings are told by the clocks there. */
export function schoolZone({ teachers }: Office): string {
	const counts = new Map<string, number>();
	for (const { timeZone } of teachers) counts.set(timeZone, (counts.get(timeZone) ?? 0) + 1);
	const [most] = [...counts].sort(([a, many], [b, more]) => more - many || a.localeCompare(b));
	return most?.[0] ?? "UTC";
}

/** The clocks by which an opening is told: its teacher's, where it is of one alone. */
export function openingZone(office: Office, teacher: string | null): string {
	return office.teachers.find(({ handle }) => handle === teacher)?.timeZone ?? schoolZone(office);
}
