import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type Opening, usual } from "./families/families.ts";
import { emailOf, makeOpening, makeSchool, startsOf, type Teacher, talk } from "./make-school.ts";
import { type Neighbours, seedNeighbours } from "./neighbours.ts";

type Wish = {
	people: number;
	teachers: number;
	/** Times of all teachers together, a quarter of an hour each, on one day. */
	slots: number;
	opensAt: number;
	joinMs: number;
	/** Of the edge. */
	port: number;
	appUrl: string;
	linkSecret: string;
	seed: number;
};

/**
 * How families come to the opening, the promised commitments of its draws, in hex, noted before the bell, and who is there
 * besides.
 */
export type Rehearsed = {
	opening: Opening;
	promises: string[];
	teachers: Teacher[];
	neighbours: Neighbours;
};

/** A school with an opening of all its teachers' times, and families with links to it. `database` is the superuser's. */
export async function seedSchool(database: pg.Client, wish: Wish): Promise<Rehearsed> {
	const { people, teachers: count, slots, opensAt, linkSecret } = wish;
	const school = `rehearsal-${randomBytes(3).toString("hex")}`;
	const day = new Date(Date.now() + 3 * 86_400_000);
	const teachers = Array.from({ length: count }, (_, i) => ({
		handle: `${school}-${i}`,
		starts: Math.floor(slots / count) + (i < slots % count ? 1 : 0),
	}));
	const staff = await makeSchool(database, {
		...{ handle: school, name: "The Rehearsal School", day, teachers },
	});
	const { id, invitations } = await makeOpening(database, {
		...{ staff, name: "The rehearsed opening", teacher: null, opensAt, families: people, linkSecret },
	});
	const neighbours = await seedNeighbours(database, { day, opensAt, linkSecret });
	const promises = await database.query<{ hex: string }>(
		"select encode(commitment, 'hex') as hex from app.opening_groups where opening_id = $1 order by position",
		[id],
	);
	const weeks = await database.query<{ name: string }>(
		"select to_char($1::timestamptz at time zone 'UTC', 'IYYY-\"W\"IW') as name",
		[day.toISOString()],
	);
	await database.query("analyze");
	return {
		promises: promises.rows.map(({ hex }) => hex),
		teachers: teachers.map(({ handle, starts }) => ({
			...{ handle, email: emailOf(school, handle), starts: startsOf(day, starts) },
		})),
		neighbours,
		opening: {
			...{ port: wish.port, host: new URL(wish.appUrl).host, opening: id, opensAt, seed: wish.seed },
			...{ teachers: teachers.map(({ handle }) => handle), type: talk.handle, invitations },
			weeks: weeks.rows.map(({ name }) => name),
			comeMs: [wish.joinMs, -3_000],
			...{ thinkMs: 3_000, lookMs: Math.max(1_000, people / 2.5), shares: usual },
		},
	};
}
