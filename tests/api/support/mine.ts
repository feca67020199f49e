import { randomUUID } from "node:crypto";
import { linkSeconds, type MineKey, signDevice, signLink } from "../../../lib/mine/ref.ts";
import { ask } from "./ask.ts";
import { book, booker, rows } from "./school.ts";

export type Own = { email: string; name: string; ref: string; key: MineKey };

/** Somebody with one booking, who has asked to see all of theirs; the mail is not waited for. */
export async function ownerOf(teacher: string, startsAt: string, name = "Own Er"): Promise<Own> {
	const who = { ...booker(name), email: `own-${randomUUID().slice(0, 13)}@mine.example` };
	const ref = await book(teacher, startsAt, who);
	return { ...who, ref, key: await keyOf(who.email) };
}

/** The key of an address's own page, as if it had just been asked for. */
export async function keyOf(email: string): Promise<MineKey> {
	const [row] = await rows<{ id: string; version: number }>(
		"insert into app.bookers (email) values ($1) on conflict (email) do update set email = excluded.email returning id, version",
		[email],
	);
	return { bookerId: row?.id ?? "", version: row?.version ?? 0 };
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
export const linkFor = (key: MineKey, seconds = linkSeconds) =>
	signLink({ ...key, until: inSeconds(seconds) });
export const deviceOf = (key: MineKey, seconds = 86_400) =>
	`firstbell_mine=${signDevice({ ...key, until: inSeconds(seconds) })}`;

/** Gives a calendar out, and says the path of its address. */
export async function shareAs(of: "mine" | "desk", cookie: string): Promise<string> {
	const said = await ask("POST", "/api/calendar-feeds", { cookie, body: { of } });
	if (said.status !== 201) throw new Error(`not shared: ${said.status} ${said.text}`);
	return new URL(said.json.url).pathname;
}
