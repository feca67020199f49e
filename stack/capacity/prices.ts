/** A price in dollars for so many of a unit, and where that stands. */
export type Price = {
	dollars: number;
	per: number;
	unit: string;
	/** The address of the page that says so. */
	source: string;
	/** As of when it says so: the day on the page or on the copy of it that was read. */
	asOf: string;
	/** What one must know to believe it. */
	note?: string;
};

/**
 * When this list was looked up: in stored copies of public pages, since there was no way to the pages themselves. Check
 * them before money depends on it.
 */
export const lookedUp = "2026-11-26";
export const oldAfterDays = 180;

const vercelFunctions = {
	source: "https://vercel.com/docs/functions/usage-and-pricing",
	asOf: "2026-04-03",
	note: "Frankfurt (fra1), where vercel.json has the functions",
};
const vercelEdge = {
	source: "https://vercel.com/docs/pricing/regional-pricing/fra1",
	asOf: "2026-02-13",
	note: "as somebody read it on 13 August 2026",
};
const vercelPro = {
	source: "https://vercel.com/docs/pricing",
	asOf: "2026-07-29",
	note: "as somebody read it on 13 August 2026",
};

export const vercel = {
	seat: { dollars: 20, per: 1, unit: "seat a month", ...vercelPro },
	edgeRequests: { dollars: 2.6, per: 1_000_000, unit: "requests", ...vercelEdge },
	transfer: { dollars: 0.15, per: 1, unit: "GB", ...vercelEdge },
	originTransfer: { dollars: 0.06, per: 1, unit: "GB", ...vercelEdge },
	invocations: {
		...{ dollars: 0.6, per: 1_000_000, unit: "invocations", ...vercelFunctions },
		note: "the page says both that a million is included on Pro and that none is: none is taken",
	},
	activeCpu: { dollars: 0.184, per: 1, unit: "hours", ...vercelFunctions },
	memory: { dollars: 0.0152, per: 1, unit: "GB-hours", ...vercelFunctions },
} satisfies Record<string, Price>;

/** What Pro gives back of a month's usage, in dollars. */
export const vercelCredit = 20;

/** So many requests and gigabytes a month for a fixed price, instead of by the request and the gigabyte. */
export type Flat = { requests: number; gigabytes: number; price: Price };

/** Vercel's Flat Rate CDN, the first being in Pro. Past the last it is by the request again. */
export const flatCdn: Flat[] = [
	flat(1, 1_000, 0),
	flat(10, 50_000, 20),
	flat(50, 50_000, 100),
	flat(150, 50_000, 300),
];

function flat(millions: number, gigabytes: number, dollars: number): Flat {
	const page = { source: "https://vercel.com/docs/pricing/flat-rate-cdn", asOf: "2026-09-14" };
	return { requests: millions * 1_000_000, gigabytes, price: { dollars, per: 1, unit: "month", ...page } };
}

const supabaseDocs = "https://supabase.com/docs/guides/platform";
const undated = "the copy of the documentation's source bears no day; this is the day of the look-up";
export const supabase = {
	pro: {
		...{ dollars: 25, per: 1, unit: "organisation a month" },
		...{ source: "https://supabase.com/pricing", asOf: "2026-05-04" },
	},
	egress: {
		...{
			dollars: 0.09,
			per: 1,
			unit: "GB",
			source: `${supabaseDocs}/manage-your-usage/egress`,
			asOf: lookedUp,
		},
		note: undated,
	},
} satisfies Record<string, Price>;
export const supabaseIncluded = { egressGb: 250, computeCredit: 10 };

/** A size of database. `cores` are those that it may use all the time. */
export type Size = { name: string; cores: number; clients: number; connections: number; price: Price };

/**
 * Supabase's sizes, with the clients that its pooler takes and the connections of the database. The smaller ones share
 * their two cores: counted is what they may use for ever, if they are what AWS sells as T4g, which is remembered and not
 * looked up.
 */
export const supabaseSizes: Size[] = [
	size("Micro", 0.2, 200, 60, 0.01344),
	size("Small", 0.4, 400, 90, 0.0206),
	size("Medium", 0.4, 600, 120, 0.0822),
	size("Large", 2, 800, 160, 0.1517),
	size("XL", 4, 1_000, 240, 0.2877),
	size("2XL", 8, 1_500, 380, 0.562),
	size("4XL", 16, 3_000, 480, 1.32),
	size("8XL", 32, 6_000, 490, 2.562),
	size("12XL", 48, 9_000, 500, 3.836),
	size("16XL", 64, 12_000, 500, 5.12),
];

function size(name: string, cores: number, clients: number, connections: number, dollars: number): Size {
	const page = { source: `${supabaseDocs}/compute-and-disk`, asOf: lookedUp, note: undated };
	return { name, cores, clients, connections, price: { dollars, per: 1, unit: "hours", ...page } };
}

const upstashPage = { source: "https://upstash.com/pricing/redis", asOf: "2026-09-20" };
export const upstash = {
	commands: { dollars: 0.2, per: 100_000, unit: "commands", ...upstashPage },
	fixed: { dollars: 10, per: 1, unit: "database of 250 MB a month", ...upstashPage },
} satisfies Record<string, Price>;
export const upstashMostASecond = 10_000;

const ses = { source: "https://aws.amazon.com/ses/pricing/", asOf: "2026-07-22" };
export const mail = {
	mails: { dollars: 0.16, per: 1_000, unit: "mails", ...ses, note: "plan Essentials, us-east-1" },
} satisfies Record<string, Price>;

/** Dollars for a euro, by the European Central Bank. */
const dollarsPerEuro = 1.1133;
const exchange = "the European Central Bank's rate of 28 October 2026";

/** Servers with cores of their own, by the month of 730 hours; what is said of them is without VAT. */
export type Server = { name: string; cores: number; gigabytes: number; price: Price };

export const hetznerServers: Server[] = [
	server("CCX13", 2, 8, 42.99),
	server("CCX23", 4, 16, 85.99),
	server("CCX33", 8, 32, 138.49),
	server("CCX43", 16, 64, 275.99),
];
export const hetzner = {
	traffic: euros(1, "TB", "https://api.hetzner.cloud/v1/pricing", "2026-09-29"),
	address: euros(0.5, "addresses a month", "https://api.hetzner.cloud/v1/pricing", "2026-09-29"),
};
export const hetznerIncluded = { trafficTb: 20 };

function server(name: string, cores: number, gigabytes: number, amount: number): Server {
	const page = "https://docs.hetzner.com/general/infrastructure-and-availability/price-adjustment/";
	return {
		name,
		cores,
		gigabytes,
		price: { ...euros(amount / 730, "hours", page, "2026-10-28"), note: `€${amount} a month; ${exchange}` },
	};
}

function euros(amount: number, unit: string, source: string, asOf: string): Price {
	return { dollars: amount * dollarsPerEuro, per: 1, unit, source, asOf, note: `€${amount}; ${exchange}` };
}

/** Every price there is, for who wants to look at all of them. */
export const allPrices: Price[] = [
	...[vercel, supabase, upstash, mail, hetzner].flatMap((list) => Object.values<Price>(list)),
	...[...supabaseSizes, ...hetznerServers, ...flatCdn].map(({ price }) => price),
];

/** How many days ago it was looked up. */
export function ageInDays(now: Date): number {
	return Math.floor((now.getTime() - Date.parse(lookedUp)) / 86_400_000);
}
