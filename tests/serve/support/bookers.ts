import { setTimeout as pause } from "node:timers/promises";
import { appUrl, newKey, send } from "../../api/support/ask.ts";
import { booker, startIn } from "../../api/support/school.ts";

export type Rush = {
	/** Lets each have what they are at, and stops. */
	end(): Promise<{
		/** References of all that were told "booked", each once. */
		booked: string[];
		/** What went wrong on the way to that, in its own words: no answer, or one of 500 and above. */
		failures: string[];
	}>;
};

let turn = 0;

/**
 * So many people who book one free time after another of a teacher, at `url`. Who gets no answer asks again by the same key,
 * as the browser does.
 */
export function rush({ teacher, people, url }: { teacher: string; people: number; url: string }): Rush {
	const booked: string[] = [];
	const failures: string[] = [];
	let over = false;
	async function person(): Promise<void> {
		while (!over) {
			const n = turn++;
			const startsAt = startIn(
				2 + Math.floor(n / 48),
				`${two(Math.floor((n % 48) / 2))}:${n % 2 ? "30" : "00"}`,
			);
			const body = JSON.stringify({ teacher, type: "lesson", startsAt, ...booker(`Person ${n}`) });
			const headers = { origin: appUrl, "content-type": "application/json", "idempotency-key": newKey() };
			for (let tries = 0; tries < 60; tries++) {
				const said = await send("POST", "/api/bookings", { headers, body }, url).catch((error) =>
					String(error.cause ?? error),
				);
				if (typeof said !== "string" && said.status === 201) {
					booked.push(said.json.ref);
					break;
				}
				failures.push(typeof said === "string" ? said : `${said.status} ${said.text.slice(0, 200)}`);
				await pause(250);
			}
			await pause(100);
		}
	}
	const everybody = Array.from({ length: people }, person);
	return {
		async end() {
			over = true;
			await Promise.all(everybody);
			return { booked, failures };
		},
	};
}

const two = (n: number) => String(n).padStart(2, "0");
