/**
 * What happens in each second of an opening, as far as it makes work: all that a request, a statement or a command can
 * scale by. Counts, which need not be whole; the first is of the second `from`, and the bell is 0.
 */
export type Course = {
	from: number;
	soldOutAt: number | null;
	/** Of what there is at most one a second and copy: how many that is, were every copy asked for in every such second. */
	most: Partial<Record<Driver, number>>;
} & Record<Driver, number[]>;

export const drivers = {
	seconds: "by the second, whoever comes",
	visits: "with the people, each tab of theirs",
	visitSeconds: "one a second while people come",
	late: "with the people who come after the bell",
	looks: "with the people and how long they wait",
	lookSeconds: "one a second while anybody waits",
	left: "with the people who give up waiting",
	entered: "with the seats: who is let in",
	searches: "with the seats, and times lost to others",
	lists: "with who is in, and for how long",
	searchSeconds: "one a second for each teacher looked for",
	listSeconds: "one a second for each teacher looked at",
	lookReads: "one a second while anybody waits, for all edges together",
	listReads: "one a second for each teacher looked at, for all edges together",
	holds: "with the seats, and times lost to others",
	lost: "with the times lost to others",
	confirms: "with the seats",
	booked: "with the seats",
	cancels: "with the seats that come back",
	waiting: "",
	inside: "",
} as const;
export type Driver = keyof typeof drivers;

export const total = (series: number[]) => series.reduce((all, each) => all + each, 0);
