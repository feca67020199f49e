import type { OpeningStatus } from "../../../lib/openings/schema.ts";
import type { Answer } from "./browser.ts";

export type Told = { etag: string; status: OpeningStatus };

/** What everybody is told: one reading of a copy is enough for all. */
export class StatusBoard {
	latest: Told | undefined;
	soldOutAt: number | undefined;

	/** What an answer says; undefined where it says nothing new. */
	read(answer: Answer): Told | undefined {
		if (answer.status !== 200) return undefined;
		const etag = /\r\netag: (\S+)/i.exec(answer.head)?.[1] ?? "";
		if (this.latest?.etag !== etag) this.latest = { etag, status: answer.json() as OpeningStatus };
		if (this.latest.status.state === "sold_out") this.soldOutAt ??= Date.now();
		return this.latest;
	}
}
