import { hetzner, hetznerIncluded, hetznerServers, mail, type Server } from "../prices.ts";
import type { Work } from "./asked.ts";
import { bill, type Need, type Plan, type Row, row } from "./bill.ts";
import { headRoom } from "./sizes.ts";

const tera = 1e12;
const hoursAMonth = 730;
const openingHours = 24;

/** What a rehearsal builds on one machine, each part on servers of its own: nobody else's cores, and a network's bill of none. */
export function selfHosted(work: Work): Plan {
	const { load, views, asked, mails } = work;
	const { cpu } = load.peak;
	const roles = [
		role("Edge", cpu.edge, true),
		role("Instances", cpu.instances, true),
		role("Database", cpu.database, false),
		role("Standby", cpu.database, false),
		// PgBouncer's share is in the database's.
		role("Redis and pooler", cpu.redis + cpu.database / 4, false),
	];
	const edges = roles[0]?.count ?? 1;
	const rows = (hours: number, traffic: number, includedTb: number, sent: number): Row[] => [
		...roles.map(({ name, server, count }) =>
			row(`${name}: ${count} × ${server.name}`, count * hours, server.price),
		),
		row("Traffic", traffic / tera, hetzner.traffic, includedTb),
		row("Mails", sent, mail.mails),
	];
	const n = asked.openingsAMonth;
	return {
		name: "servers of one's own, at Hetzner",
		opening: bill(rows(openingHours, load.bytes, 0, mails)),
		month: bill([
			...rows(hoursAMonth, n * load.bytes + views.bytes, edges * hetznerIncluded.trafficTb, n * mails),
			row("Addresses", edges, hetzner.address),
		]),
		needs: [
			...roles.map(({ need }) => need),
			{
				what: "Connections of the database",
				needed: load.connections,
				bound: "the pooler's pool, as rehearsed",
			},
			{
				...{ what: "Megabits in the busiest second", needed: Math.ceil((load.peak.bytes * 8) / 1e6) },
				bound: "the edge's network",
			},
		],
		notes: [
			"TLS is not in a rehearsal: the edge needs some more for it.",
			"Backups, watching over it and somebody who is called at night are not in it.",
		],
	};
}

/** The smallest server that bears it; where the largest does not, several of that if the part can be several. */
function role(
	name: string,
	seconds: number,
	canBeSeveral: boolean,
): { name: string; server: Server; count: number; need: Need } {
	const needed = seconds * headRoom;
	const server = hetznerServers.find(({ cores }) => cores >= needed) ?? (hetznerServers.at(-1) as Server);
	const count = canBeSeveral ? Math.ceil(needed / server.cores) || 1 : 1;
	const enough = count * server.cores >= needed ? "" : "; no server here has as many";
	const bound = `CPU: ${seconds.toFixed(2)} cores × ${headRoom} in the busiest second${enough}`;
	return {
		name,
		server,
		count,
		need: { what: `${name}: ${server.name} of ${server.cores} cores`, needed: count, bound },
	};
}
