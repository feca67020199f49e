import type { Office } from "@/lib/office/schema";

export type Teachers = Office["teachers"];

/** What any of some teachers can be booked for, and by how many of them it is offered. */
export type TeamOffer = { handle: string; name: string; teachers: number };

/** Who is in a team: all who have its subject, else those it names. */
export function membersOf(
	team: { subject: string | null; teachers: string[] },
	teachers: Teachers,
): Teachers {
	const { subject } = team;
	return teachers.filter((each) =>
		subject === null ? team.teachers.includes(each.handle) : each.subjects.includes(subject),
	);
}

/** By the address of what they offer, as booking goes: under one address it is one thing. */
export function offersOf(members: Teachers): TeamOffer[] {
	const offers = new Map<string, TeamOffer>();
	for (const { handle, name } of members.flatMap(({ types }) => types)) {
		const known = offers.get(handle);
		offers.set(handle, { handle, name: known?.name ?? name, teachers: (known?.teachers ?? 0) + 1 });
	}
	return [...offers.values()].sort((a, b) => b.teachers - a.teachers || a.name.localeCompare(b.name));
}
