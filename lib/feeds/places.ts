/**
 * How many calendars are read at once. They are thought about one after the other, for eight seconds each at most, and all
 * of them have to be done before the first one's turn has run out (see read-feed.ts): so many fit in.
 */
export const places = 8;
let taken = 0;
const waiting: (() => void)[] = [];

/** Does some work in one of the places; null where none becomes free in time, or as many wait for one already. */
export async function inPlace<T>(work: () => Promise<T>, patienceMs = 0): Promise<{ done: T } | null> {
	if (!(await comeIn(patienceMs))) return null;
	try {
		return { done: await work() };
	} finally {
		const next = waiting.shift();
		if (next) next();
		else taken--;
	}
}

function comeIn(patienceMs: number): boolean | Promise<boolean> {
	if (taken < places) {
		taken++;
		return true;
	}
	if (patienceMs === 0 || waiting.length >= places) return false;
	return new Promise((done) => {
		const tired = setTimeout(() => {
			waiting.splice(waiting.indexOf(come), 1);
			done(false);
		}, patienceMs);
		// Whoever leaves hands their place on.
		const come = () => {
			clearTimeout(tired);
			done(true);
		};
		waiting.push(come);
	});
}
