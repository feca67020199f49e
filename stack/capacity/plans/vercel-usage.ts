import { type Flat, flatCdn, vercel, vercelCredit } from "../prices.ts";
import { credit, money, type Row, row } from "./bill.ts";

/** What Vercel counts. `bytes` by the edge, `originBytes` by functions; `gigabyteSeconds` of their memory. */
export type Usage = Record<
	"edge" | "bytes" | "origin" | "originBytes" | "cpuSeconds" | "gigabyteSeconds" | "commands" | "mails",
	number
>;

const giga = 1e9;
const hour = 3_600;
/** A request's own line and headers, which count as transfer. */
export const requestBytes = 500;

/** By the request, the gigabyte and the hour, with nothing included. */
export function onDemand(usage: Usage): Row[] {
	return [...cdnOnDemand(usage), ...functions(usage)];
}

/** A month of it: the CDN at a flat rate or on demand, whichever is cheaper, and what Pro gives back. */
export function monthly(usage: Usage): Row[] {
	const flat = flatCdn.find((each) => usage.edge <= each.requests && transferred(usage) <= each.gigabytes);
	const variants = [
		...(flat
			? [[flatRow(flat), ...functions(usage), credit("Vercel's credit", vercelCredit, functions(usage))]]
			: []),
		[...onDemand(usage), credit("Vercel's credit", vercelCredit, onDemand(usage))],
	];
	const dollars = (rows: Row[]) => rows.reduce((sum, each) => sum + each.dollars, 0);
	return variants.toSorted((a, b) => dollars(a) - dollars(b))[0] as Row[];
}

function cdnOnDemand(usage: Usage): Row[] {
	return [
		row("Edge requests", usage.edge, vercel.edgeRequests),
		row("Transfer", transferred(usage), vercel.transfer),
	];
}

function functions(usage: Usage): Row[] {
	return [
		row(
			"Transfer from functions",
			(usage.originBytes + usage.origin * requestBytes) / giga,
			vercel.originTransfer,
		),
		row("Invocations", usage.origin, vercel.invocations),
		row("Active CPU", usage.cpuSeconds / hour, vercel.activeCpu),
		row("Memory", usage.gigabyteSeconds / hour, vercel.memory),
	];
}

const transferred = ({ bytes, edge }: Usage) => (bytes + edge * requestBytes) / giga;

const flatRow = ({ requests, gigabytes, price }: Flat): Row => ({
	what: "Edge requests and transfer",
	arithmetic: `to ${requests / 1_000_000} million requests and ${gigabytes / 1_000} TB: 1 month × ${money(price.dollars)}`,
	dollars: price.dollars,
});
