import { asAdmin } from "../../as-admin.ts";
import { talk } from "../make-school.ts";

/**
 * Teachers of another school, whom anybody may book at any quarter of an hour: what a fault tries with them is none of
 * the opening's, and of no concern to who judges that.
 */
export const neighbours = ["next-door-1", "next-door-2", "next-door-3", "next-door-4"] as const;
/** What they offer. */
export const neighbourType = talk.handle;

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_minute: 0, ends_minute: 1_440 }));

/** They may be there already. */
export async function addNeighbours(primaryUrl: string): Promise<void> {
	const school = {
		...{ handle: "next-door", name: "The School Next Door", staff: [] },
		teachers: neighbours.map((handle) => ({
			...{ handle, name: "Neighbour", email: `${handle}@neighbour.example`, time_zone: "UTC" },
			...{ subjects: [], about: "", types: [talk], spans: everyDay },
		})),
	};
	await asAdmin(primaryUrl, (admin) => admin.query("select app.import_school($1)", [school]));
}

/** When one of them can be booked, in ISO 8601, as that server knows it. */
export async function timesOf(url: string, teacher: string): Promise<string[]> {
	return asAdmin(url, async (client) => {
		const { rows } = await client.query<{ start: string }>(
			`select slot ->> 'starts_at' as start
			from jsonb_array_elements(api.list_slots($1, $2, now(), now() + interval '7 days') -> 'slots') as slot`,
			[teacher, neighbourType],
		);
		return rows.map(({ start }) => start);
	});
}
