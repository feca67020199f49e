import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bookingRequest, settle } from "./booking-requests.ts";
import { withInstances } from "./instances.ts";
import type { Line } from "./line.ts";
import { withPosters } from "./posters.ts";
import { compare } from "./rounds.ts";
import { freeSlots, handles, seedTeachers } from "./school.ts";

const connections = 16;
const roundMs = 1_000;
/** More than any round gets to. */
const requestsARound = 3_000;
const teachers = handles("teacher", 400);

/**
 * What it costs a booking to be watched: an instance that sends its traces and writes its log, beside one that does neither. Both
 * count, which cannot be switched off. Who hears the traces runs on the same machine here, and is paid for as well.
 */
export const watchedVsUnwatched: Line = {
	name: "watched_vs_unwatched",
	a: "bookings/s with traces and log",
	b: "without",
	unit: "ratio",
	aim: { least: 0.8 },
	async measure(stage) {
		const next = freeSlots(teachers);
		const address = new URL(stage.stack.env.APP_URL);
		const requests = () =>
			Array.from({ length: requestsARound }, () => bookingRequest("/api/bookings", next(), address));
		const collector = await listen();
		const watched = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: "info" };
		const unwatched = { OTEL_EXPORTER_OTLP_ENDPOINT: "", LOG_LEVEL: "error" };
		try {
			return await withInstances(
				stage,
				{ count: 2, envOf: (instance) => [watched, unwatched][instance] ?? {} },
				() => seedTeachers(stage, teachers),
				async ({ instancePorts: [a = 0, b = 0] }) => {
					const round = (port: number) => async () => {
						const perSecond = await withPosters(port, connections, (post) =>
							post({ ms: roundMs, requests: requests() }),
						);
						await settle(stage, port);
						return perSecond;
					};
					const figures = await compare(stage, { a: round(a), b: round(b), warmUps: 3 });
					if (collector.heard() === 0) throw new Error("No trace was heard, so nothing was measured.");
					return figures;
				},
			);
		} finally {
			collector.close();
		}
	},
};

/** What traces are sent to: it reads and forgets them. */
async function listen(): Promise<{ url: string; heard(): number; close(): void }> {
	let heard = 0;
	const server = createServer((request, response) => {
		heard++;
		request
			.resume()
			.once("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
	});
	await once(server.listen(0, "127.0.0.1"), "listening");
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		heard: () => heard,
		close: () => void server.close().closeAllConnections(),
	};
}
