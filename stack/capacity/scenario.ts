import type { Run } from "../rehearsal/run.ts";

/** An opening to be reckoned with: how many come to what, and how they behave. */
export type Scenario = { people: number; slots: number; teachers: number; ways: Ways };

/** How people and their browsers behave. Seconds, and shares of all of them. */
export type Ways = {
	/** From when before the bell they come, and until when after it; as many in each second. */
	comesBefore: number;
	comesAfter: number;
	/** Before the first one, and after the last. */
	idle: number;
	/** How often the waiting ask for the status: early, and from two minutes before the bell on. */
	earlyLook: number;
	look: number;
	/** Over how many seconds the first look of those who have come is spread. */
	firstLook: number;
	/** How long one looks for a time, and types; the slow ones five times that. */
	think: number;
	/** Lists of times that one who is in has renewed in a second. */
	listsASecond: number;
	/** How long those stay who stay when all is sold, and how often they ask then. */
	lingerFor: number;
	soldOutLook: number;
	/** At how many places the edge keeps a copy of its own. */
	edges: number;
	shares: Shares;
};

export type Shares = {
	absent: number;
	manyTabs: number;
	slow: number;
	leaving: number;
	cancelling: number;
	lingering: number;
	impatient: number;
};

/** The opening that a rehearsal had, with the ways of the people whom it made up. */
export function rehearsedScenario({ options, conduct, series }: Run): Scenario {
	const { comeMs, lookMs, thinkMs, shares } = conduct;
	const of = (name: keyof Shares) => shares[name] ?? 0;
	return {
		people: options.people,
		slots: options.slots,
		teachers: options.teachers,
		ways: {
			comesBefore: comeMs[0] / 1_000,
			comesAfter: -comeMs[1] / 1_000,
			idle: Math.max(0, -series.from - comeMs[0] / 1_000),
			earlyLook: lookMs / 100,
			look: lookMs / 1_000,
			firstLook: lookMs / 100,
			think: thinkMs / 1_000,
			listsASecond: 0,
			lingerFor: 25,
			soldOutLook: lookMs / 1_000,
			edges: 1,
			shares: {
				...{ absent: of("absent"), manyTabs: of("manyTabs"), slow: of("slow"), leaving: of("leaving") },
				...{ cancelling: of("cancelling"), lingering: of("lingering"), impatient: of("impatient") },
			},
		},
	};
}

/** Seven days from today are in two calendar weeks, and so two lists, but on a Monday. */
export const weeksShown = 13 / 7;

/**
 * The ways of real browsers: use-status.ts asks each second where it counts and else each ten, and use-week.ts asks for
 * its week twice a second while times come and go (lib/slots/pace.ts). What people do is taken from the rehearsal, but
 * they take longer over it.
 */
export function realWays(
	shares: Shares,
	{ minutes, think, edges }: { minutes: number; think: number; edges: number },
): Ways {
	return {
		comesBefore: minutes * 60,
		comesAfter: 60,
		idle: 0,
		earlyLook: 10,
		look: 1,
		firstLook: 0,
		think,
		listsASecond: weeksShown / 0.46,
		lingerFor: 60,
		soldOutLook: 10,
		...{ edges, shares },
	};
}
