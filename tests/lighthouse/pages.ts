import { randomUUID } from "node:crypto";
import { weeksTouched } from "../../lib/time.ts";

/** What Lighthouse judges, in the order it is printed. */
export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Category = (typeof categories)[number];

/** The least that each has to reach, of 100. */
export const aims: Record<Category, number> = {
	performance: 95,
	accessibility: 100,
	"best-practices": 100,
	seo: 100,
};

export type Page = {
	name: string;
	path: (appUrl: string) => string | Promise<string>;
	/** Kept out of search engines on purpose, which is the opposite of what SEO asks for. */
	unlisted?: boolean;
};

const [teacher, type] = ["clara-demo", "piano-lesson"];

export const pages: Page[] = [
	{ name: "directory", path: () => "/" },
	{ name: "teacher", path: () => `/t/${teacher}` },
	{ name: "search", path: () => "/find?q=chemistry", unlisted: true },
	{ name: "form", path: () => `/t/${teacher}/book`, unlisted: true },
	{ name: "booking", path: async (appUrl) => `/b/${await booked(appUrl)}`, unlisted: true },
];

/** Books the first time that is free after tomorrow, and gives the reference. */
async function booked(appUrl: string): Promise<string> {
	const from = Date.now() + 2 * 86_400_000;
	for (const week of weeksTouched(from, from + 30 * 86_400_000)) {
		const list = await fetch(`${appUrl}/api/slots/${teacher}/${type}/${week}`);
		const { slots } = (await list.json()) as { slots: { startsAt: string }[] };
		const free = slots.find(({ startsAt }) => Date.parse(startsAt) > from);
		if (free) return book(appUrl, free.startsAt);
	}
	throw new Error(`${teacher} has nothing free within a month.`);
}

async function book(appUrl: string, startsAt: string): Promise<string> {
	const answer = await fetch(`${appUrl}/api/bookings`, {
		method: "POST",
		headers: { origin: appUrl, "content-type": "application/json", "idempotency-key": randomUUID() },
		body: JSON.stringify({
			...{ teacher, type, startsAt },
			...{ name: "Ada Palmer", email: "ada@family.example", timeZone: "Europe/Berlin" },
		}),
	});
	if (!answer.ok) throw new Error(`not booked: ${answer.status} ${await answer.text()}`);
	return ((await answer.json()) as { ref: string }).ref;
}
