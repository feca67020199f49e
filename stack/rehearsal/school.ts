import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Teacher } from "../import/school.ts";
import { type Opening, usual } from "./families/families.ts";
import { type Teacher as Desked, importSchool, makeOpening, spansOf, startsOf, talk } from "./make-school.ts";
import { type Neighbours, seedNeighbours } from "./neighbours.ts";

type Wish = {
	people: number;
	/** As of rosterIn(), or made up. */
	teachers: Teacher[];
	opensAt: number;
	joinMs: number;
	/** Of the edge. */
	port: number;
	appUrl: string;
	linkSecret: string;
	seed: number;
	/** Otherwise than usual. */
	manners?: Manners;
};

/**
 * A small first group is called, those who are late in it too, before anybody of the second: so both come to pass also where
 * far more come than there are times.
 */
const firstShare = 1 / 20;
const laterMs = 5_000;

/** How families are, once they are there. */
export type Manners = Partial<Pick<Opening, "thinkMs" | "lookMs" | "shares">>;

/**
 * How families come to the opening, what there is for them, the promised commitments of its draws, in hex, noted before the
 * bell, and who is there besides.
 */
export type Rehearsed = {
	opening: Opening;
	seats: number;
	promises: string[];
	/** Those that were made up: what they offer can be edited. */
	teachers: Desked[];
	neighbours: Neighbours;
};

/** A school with an opening of all its teachers' times, and families with links to it. `database` is the superuser's. */
export async function seedSchool(database: pg.Client | pg.Pool, wish: Wish): Promise<Rehearsed> {
	const { people, teachers, opensAt, linkSecret } = wish;
	const ask = async <Row>(question: string, values: unknown[]) =>
		(await database.query(question, values)).rows as Row[];
	const school = `rehearsal-${randomBytes(3).toString("hex")}`;
	const staff = await importSchool(database, { handle: school, name: "The Rehearsal School", teachers });
	const later = { from: Math.max(1, Math.round(people * firstShare)), opensAt: opensAt + laterMs };
	const { id, invitations } = await makeOpening(database, {
		...{ staff, name: "The rehearsed opening", teacher: null, opensAt, families: people, linkSecret, later },
	});
	const day = rehearsedDay();
	const neighbours = await seedNeighbours(database, { day, opensAt, linkSecret });
	const promises = await ask<{ hex: string }>(
		"select encode(commitment, 'hex') as hex from app.opening_groups where opening_id = $1 order by position",
		[id],
	);
	const [free] = await ask<{ seats: number; weeks: string[] }>(
		`select coalesce(sum(free.seats_left), 0)::integer as seats,
			coalesce(array_agg(distinct to_char(free.starts_at at time zone 'UTC', 'IYYY-"W"IW')), '{}') as weeks
		from app.appointment_types type
		cross join lateral app.window_at(type, now()) as times
		cross join lateral app.free_slots(type, lower(times), upper(times)) as free
		where type.opening_id = $1`,
		[id],
	);
	await database.query("analyze");
	return {
		...{ neighbours, seats: free?.seats ?? 0, promises: promises.map(({ hex }) => hex) },
		teachers: teachers
			.filter(({ types }) => types[0] === talk)
			.map(({ handle, email, spans: [span] }) => ({
				...{ handle, email, starts: startsOf(day, (span?.ends_minute ?? 0) / 15) },
			})),
		opening: {
			...{ port: wish.port, host: new URL(wish.appUrl).host, opening: id, opensAt, later, seed: wish.seed },
			...{ teachers: teachers.map(({ handle }) => handle), type: talk.handle, invitations },
			weeks: free?.weeks ?? [],
			comeMs: [wish.joinMs, -3_000],
			...{ thinkMs: 3_000, lookMs: Math.max(1_000, people / 2.5), shares: usual, ...wish.manners },
		},
	};
}

/** So many teachers who have so many times together, on one day. */
export function madeUpTeachers(wish: { teachers: number; slots: number; called?: string }): Teacher[] {
	const { teachers, slots, called = "teacher" } = wish;
	const day = rehearsedDay();
	return Array.from({ length: teachers }, (_, i) => {
		const handle = `${called}-${i + 1}`;
		const starts = Math.floor(slots / teachers) + (i < slots % teachers ? 1 : 0);
		return {
			...{ handle, name: `Teacher ${i + 1}`, email: `${handle}@rehearsal.example`, time_zone: "UTC" },
			...{ subjects: [], about: "", types: [talk], spans: spansOf(day, starts) },
		};
	});
}

const rehearsedDay = () => new Date(Date.now() + 3 * 86_400_000);
