import { asAdmin } from "../as-admin.ts";
import { book, rate, withClients } from "./clients.ts";
import type { Line } from "./line.ts";
import { compare } from "./rounds.ts";
import { freeSlots, handles, seedTeachers } from "./school.ts";

const clients = 16;
const roundMs = 700;

/** What a booking costs where a program of its teacher's is told of it, beside one of which nobody is. */
export const bookToldVsUntold: Line = {
	name: "book_slot_told_vs_untold",
	a: "calls/s, a program is told",
	b: "calls/s, none is",
	unit: "ratio",
	aim: { least: 0.7 },
	async measure(stage) {
		const [told, untold] = [handles("told", 100), handles("untold", 100)];
		await seedTeachers(stage, [...told, ...untold]);
		await asAdmin(stage.stack.adminUrl, (admin) =>
			admin.query(
				`insert into app.hooks (teacher_id, sealed_url, sealed_secret, secret_id, events)
				select id, 'sealed', 'sealed', gen_random_uuid(), '{booking.confirmed,booking.cancelled}'
				from app.teachers where handle = any ($1)`,
				[told],
			),
		);
		const [next, other] = [freeSlots(told), freeSlots(untold)];
		return withClients(stage.stack.env.DATABASE_URL, clients, (all) =>
			compare(stage, {
				a: () => rate(all, roundMs, (client) => book(client, next())),
				b: () => rate(all, roundMs, (client) => book(client, other())),
			}),
		);
	},
};
