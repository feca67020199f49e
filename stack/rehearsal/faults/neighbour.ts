import { asAdmin } from "../../as-admin.ts";
import { talk } from "../school.ts";

/**
 * A teacher of another school, whom anybody may book at any quarter of an hour: what a fault tries with her is none of
 * the opening's, and of no concern to who judges that.
 */
export const neighbour = { teacher: "next-door", type: talk.handle };

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_minute: 0, ends_minute: 1_440 }));

/** She may be there already. */
export async function addNeighbour(primaryUrl: string): Promise<void> {
	const { teacher } = neighbour;
	await asAdmin(primaryUrl, (admin) =>
		admin.query("select app.import_school($1)", [
			{
				...{ handle: "next-door-school", name: "The School Next Door", staff: [] },
				teachers: [
					{
						...{
							handle: teacher,
							name: "Neighbour",
							email: `${teacher}@neighbour.example`,
							time_zone: "UTC",
						},
						...{ subjects: [], about: "", types: [talk], spans: everyDay },
					},
				],
			},
		]),
	);
}

/** When she can be booked, in ISO 8601, as that server knows it. */
export async function timesOf(url: string): Promise<string[]> {
	const { teacher, type } = neighbour;
	return asAdmin(url, async (client) => {
		const { rows } = await client.query<{ start: string }>(
			`select slot ->> 'starts_at' as start
			from jsonb_array_elements(api.list_slots($1, $2, now(), now() + interval '7 days') -> 'slots') as slot`,
			[teacher, type],
		);
		return rows.map(({ start }) => start);
	});
}
