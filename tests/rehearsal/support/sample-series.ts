import { dice } from "../../../stack/rehearsal/families/dice.ts";
import type { Felt } from "../../../stack/rehearsal/report/bands.ts";
import type { Series } from "../../../stack/rehearsal/run.ts";
import type { Person } from "./sample-crowd.ts";

const from = -120;
const until = 180;

export function sampleSeries(options: {
	seed: number;
	crowd: Person[];
	seats: number;
	faults: Felt[];
}): Series {
	const { crowd, seats, faults } = options;
	const random = dice(options.seed + 1000);
	const seconds = Array.from({ length: until - from }, (_, i) => from + i);
	const each = <T>(value: (second: number) => T) => seconds.map(value);
	const noisy = (value: number, by = 0.12) => value * (1 - by + 2 * by * random());
	const during = (second: number, name: string) =>
		faults.some((fault) => fault.name.includes(name) && second >= fault.from && second < fault.until);

	const count = (is: (person: Person) => boolean) => crowd.filter(is).length;
	const booked = each((second) =>
		Math.min(
			seats,
			count(({ bookedAt }) => bookedAt !== null && bookedAt <= second),
		),
	);
	const soldOutAt = seconds[booked.indexOf(seats)] ?? until;
	const waiting = each((second) =>
		second > soldOutAt
			? 0
			: count(({ came, admitted }) => came <= second && (admitted === null || admitted > second)),
	);
	const inside = each((second) =>
		count(
			({ admitted, bookedAt }) =>
				admitted !== null && admitted <= second && second < Math.min(bookedAt ?? admitted + 40, soldOutAt),
		),
	);
	const edge = waiting.map((people, i) => Math.round(noisy(people * 0.9 + (inside[i] ?? 0) * 2 + 40, 0.04)));
	const api = each((second) => {
		if (during(second, "primary")) return null;
		const strain = during(second, "Redis") ? 2.6 : during(second, "instances") ? 3.4 : 1;
		return noisy(26 * strain * (second >= 0 && second < soldOutAt ? 1.5 : 1));
	});
	const times = (by: number, spread = 0.2) =>
		api.map((ms) => (ms === null ? null : Math.round(noisy(ms * by, spread) * 10) / 10));
	return {
		from,
		arrivals: each((second) => count(({ came }) => Math.floor(came) === second)),
		waiting,
		inside,
		booked,
		freeSeats: booked.map((taken, i) => (during(from + i, "primary") ? null : seats - taken)),
		edge,
		origin: each((second) => Math.round(noisy(second < 0 ? 90 : second < soldOutAt ? 140 : 25))),
		failed: each((second) =>
			during(second, "primary") ? Math.round(noisy(38)) : during(second, "instances") ? 7 : 0,
		),
		apiP50: times(1, 0.05),
		apiP95: times(2.6),
		apiP99: times(6, 0.4),
		pageP95: each(() => Math.round(noisy(7, 0.3) * 10) / 10),
		connections: each((second) => (during(second, "primary") ? 4 : Math.round(noisy(second < 0 ? 17 : 24)))),
		queue: each((second) =>
			second >= 79 && second < 84 ? Math.round(40 - 8 * (second - 79)) : random() < 0.05 ? 1 : 0,
		),
		busy: each((second) => Math.min(1, noisy(second < 0 ? 0.4 : second < 9 ? 0.97 : 0.7))),
		lateP99: each(() => Math.round(noisy(5, 0.5) * 10) / 10),
	};
}
