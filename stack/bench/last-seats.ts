import pg from "pg";
import { quantile } from "../quantile.ts";
import { book, withClients } from "./clients.ts";
import type { Line } from "./line.ts";
import { inRounds } from "./rounds.ts";
import { halfHour, handles, type Slot, seedTeachers } from "./school.ts";

const attempts = 10_000;
const slots = 200;
const rounds = 7;

/** How long the unluckiest wait for their "no", beside what a "yes" takes in the same rush. */
export const loserVsWinner: Line = {
	name: "loser_p99_vs_winner_p50",
	a: "ms to TAKEN, p99",
	b: "ms to a seat, p50",
	unit: "ratio",
	aim: { most: 2 },
	async measure(stage) {
		const teachers = handles("teacher", rounds + 1);
		await seedTeachers(stage, teachers, []);
		return withClients(stage.stack.env.DATABASE_URL, 64, (clients) =>
			inRounds(stage, rounds, async () => {
				const { won, lost } = await rush(clients, teachers.pop() ?? "");
				if (won.length !== slots || lost.length !== attempts - slots) {
					throw new Error(
						`${won.length} won and ${lost.length} heard TAKEN, of ${attempts} for ${slots} slots.`,
					);
				}
				const [a, b] = [quantile(lost, 0.99), quantile(won, 0.5)];
				return { value: a / b, a, b };
			}),
		);
	},
};

/** Everybody at once, fifty for each slot in a random order. Gives how long each waited, in ms. */
async function rush(clients: pg.Client[], teacher: string): Promise<{ won: number[]; lost: number[] }> {
	const wishes = shuffled(
		Array.from({ length: attempts }, (_, i) => ({ teacher, startsAt: halfHour(i % slots) })),
	);
	const won: number[] = [];
	const lost: number[] = [];
	await Promise.all(
		clients.map(async (client) => {
			for (let wish = wishes.pop(); wish; wish = wishes.pop()) {
				const from = performance.now();
				const outcome = await got(book(client, wish));
				(outcome ? won : lost).push(performance.now() - from);
			}
		}),
	);
	return { won, lost };
}

const got = (booking: Promise<unknown>): Promise<boolean> =>
	booking.then(
		() => true,
		(error) => {
			if (error instanceof pg.DatabaseError && error.code === "TAKEN") return false;
			throw error;
		},
	);

function shuffled(list: Slot[]): Slot[] {
	for (let i = list.length - 1; i > 0; i--) {
		const j = Math.floor(Math.random() * (i + 1));
		[list[i], list[j]] = [list[j] as Slot, list[i] as Slot];
	}
	return list;
}
