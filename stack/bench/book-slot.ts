import { randomUUID } from "node:crypto";
import { asAdmin } from "../as-admin.ts";
import { book, rate, withClients } from "./clients.ts";
import type { Line } from "./line.ts";
import { compare } from "./rounds.ts";
import { freeSlots, handles, seedTeachers } from "./school.ts";

const clients = 16;
const roundMs = 700;
const many = handles("teacher", 200);

/** What a booking costs beside the least that anything durable can cost. */
export const bookSlotVsInsert: Line = {
	name: "book_slot_vs_insert",
	a: "book_slot calls/s",
	b: "inserts/s",
	unit: "ratio",
	aim: { least: 0.2 },
	async measure(stage) {
		const { adminUrl, env } = stage.stack;
		await asAdmin(adminUrl, (admin) =>
			admin.query(`
				create schema bench;
				create table bench.notes (id bigint primary key generated always as identity, note text not null);
				grant usage on schema bench to firstbell_server;
				grant insert on bench.notes to firstbell_server`),
		);
		await seedTeachers(stage, many);
		const next = freeSlots(many);
		return withClients(env.DATABASE_URL, clients, (all) =>
			compare(stage, {
				a: () => rate(all, roundMs, (client) => book(client, next())),
				b: () =>
					rate(all, roundMs, (client) =>
						client.query("insert into bench.notes (note) values ($1)", [randomUUID()]),
					),
			}),
		);
	},
};

/** Whether everybody wanting the same teacher is slower than everybody wanting another one. */
export const hotVsSpread: Line = {
	name: "book_slot_hot_vs_spread",
	a: "calls/s on one teacher",
	b: "calls/s on 200",
	unit: "ratio",
	aim: { least: 0.8 },
	async measure(stage) {
		// Another one each round: two years of one teacher's half hours would not last.
		const hot = handles("hot", 20);
		await seedTeachers(stage, [...many, ...hot]);
		const spread = freeSlots(many);
		return withClients(stage.stack.env.DATABASE_URL, clients, (all) =>
			compare(stage, {
				a: () => {
					const next = freeSlots(hot.splice(0, 1));
					return rate(all, roundMs, (client) => book(client, next()));
				},
				b: () => rate(all, roundMs, (client) => book(client, spread())),
			}),
		);
	},
};
