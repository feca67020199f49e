import { weekOf } from "../../../lib/time.ts";
import { newKey, post, send } from "../../api/support/ask.ts";
import { booker, rows, startIn } from "../../api/support/school.ts";
import { edgePort, instances, pause } from "./rig.ts";

export type Outcome = {
	/** Everything that was read and did not come whole: address, what came, and when, in seconds from the start. */
	failed: string[];
	read: number;
	slowestMs: number;
	slowest: string;
	/** Of bookings: how often each answer came. */
	booked: Record<string, number>;
	/** Bookings that somebody was told of and that are not in the database. */
	lost: string[];
};

/**
 * People look at a teacher's page and list, the directory and its first page, through the edge and at each instance
 * itself, while others book: until `work` is done.
 */
export async function meanwhile(teacher: string, work: () => Promise<unknown>): Promise<Outcome> {
	const outcome: Outcome = { failed: [], read: 0, slowestMs: 0, slowest: "", booked: {}, lost: [] };
	const began = performance.now();
	let over = false;
	const acknowledged: string[] = [];
	const places = [`http://127.0.0.1:${edgePort}`, ...instances];
	const paths = ["/", `/t/${teacher}`, `/api/slots/${teacher}/lesson/${weekOf(startIn(3))}`];

	const reader = async (url: string, path: string) => {
		while (!over) {
			const from = performance.now();
			const said = await send("GET", path, {}, url).then(
				({ status, text }) => (status === 200 && text.length > 100 ? "" : String(status)),
				(error: Error) => error.message,
			);
			outcome.read++;
			const spent = Math.round(performance.now() - from);
			if (spent > outcome.slowestMs) Object.assign(outcome, { slowestMs: spent, slowest: url + path });
			if (said) outcome.failed.push(`${url}${path}: ${said} at ${((from - began) / 1000).toFixed(1)}`);
			await pause(60);
		}
	};
	let n = 0;
	const customer = async () => {
		while (!over) {
			const i = n++;
			const wish = {
				teacher,
				type: "lesson",
				startsAt: startIn(2 + Math.floor(i / 48), `${hour(i)}:${i % 2 ? "30" : "00"}`),
				...booker(`Meanwhile ${teacher} ${i}`),
			};
			const [code, ref] = await persist(wish);
			outcome.booked[code] = (outcome.booked[code] ?? 0) + 1;
			if (ref) acknowledged.push(wish.email);
			await pause(100);
		}
	};
	const people = [
		...places.flatMap((url) => paths.map((path) => reader(url, path))),
		...Array.from({ length: 3 }, customer),
	];
	try {
		await work();
	} finally {
		over = true;
		await Promise.all(people);
	}
	const kept = await rows<{ email: string }>(
		"select email::text from app.bookings where state = 'confirmed' and email = any($1)",
		[acknowledged],
	);
	outcome.lost = acknowledged.filter((email) => !kept.some((row) => row.email === email));
	return outcome;
}

const hour = (i: number) => String(Math.floor((i % 48) / 2)).padStart(2, "0");

/** As the page does it: the same key again where it is busy or nobody answered. */
async function persist(wish: object): Promise<[code: string, ref?: string]> {
	const key = newKey();
	for (let tries = 0; tries < 20; tries++) {
		const said = await post("/api/bookings", wish, key).catch(() => undefined);
		if (said?.status === 201) return ["201", said.json.ref];
		// nginx says so itself while it has no instance.
		if (said && ![502, 503, 504].includes(said.status)) return [`${said.status} ${said.error?.code}`];
		await pause(300);
	}
	return ["gave up"];
}
