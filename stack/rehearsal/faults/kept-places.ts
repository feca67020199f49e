import { setTimeout as pause } from "node:timers/promises";
import type { GroupStatus, OpeningStatus } from "../../../lib/openings/schema.ts";
import { asAdmin } from "../../as-admin.ts";
import type { Place } from "../families/place.ts";
import type { Rig } from "../rig.ts";
import type { Evidence } from "./breakage.ts";
import type { Scene } from "./scene.ts";

/** A place as the database has it: its rank in the draw, or its number behind it once it has one. */
type Row = { id: string; rank: string | null; tail: number | null };
/** What a waiting room was told at some time, in ms since 1970: how far each group has been called, and by which seed. */
export type Told = { at: number; groups: Pick<GroupStatus, "servedBelow" | "tailServed" | "seed">[] };
export type Seen = { before: Row[]; after: Row[]; mine: [Place, Place]; told: Told[] };

/** One copy may be older than another by so much, whoever made them. */
const copiesApartMs = 3_000;

/**
 * Notes all places of the opening, takes one next door by the link of that number, and listens to what the waiting room is
 * told, until it is asked whether all are as they were.
 */
export async function watchPlaces(rig: Rig, scene: Scene, link: number): Promise<() => Promise<Evidence>> {
	const { opening, invitations } = scene.neighbours.queued;
	const invitation = invitations[link] ?? "";
	const before = await placesIn(rig, scene);
	const first = await scene.guest().join(opening, invitation);
	const told: Told[] = [];
	let isOver = false;
	const listening = (async () => {
		const { browser } = scene.guest();
		while (!isOver) {
			const path = `/api/openings/${scene.opening.opening}/status/1`;
			const answer = await browser.get("GET status", "shared", path);
			if (answer.status === 200)
				told.push({ at: scene.now(), groups: (answer.json() as OpeningStatus).groups });
			await pause(500);
		}
	})();
	// Whoever asks hears of it.
	listening.catch(() => {});
	return async () => {
		isOver = true;
		await listening;
		const second = await scene.guest().join(opening, invitation);
		return judgePlaces({ before, after: await placesIn(rig, scene), mine: [first, second], told });
	};
}

const placesIn = (rig: Rig, { opening }: Scene): Promise<Row[]> =>
	asAdmin(rig.primaryAdminUrl(), async (admin) => {
		const question = "select id, rank::text, tail_no as tail from app.tickets where opening_id = $1";
		return (await admin.query<Row>(question, [opening.opening])).rows;
	});

export function judgePlaces({ before, after, mine: [first, second], told }: Seen): Evidence {
	const now = new Map(after.map((row) => [row.id, row]));
	const other = before.filter(({ id, rank, tail }) => {
		const row = now.get(id);
		return !row || row.rank !== rank || (tail !== null && row.tail !== tail);
	}).length;
	const isMine =
		second.ticketId === first.ticketId &&
		second.inDraw === first.inDraw &&
		(first.tailNo === null || second.tailNo === first.tailNo);
	const back = told.filter((each, i) => told.slice(0, i).some((earlier) => isBack(earlier, each))).length;
	return {
		kept: before.length > 0 && other === 0 && isMine && told.length > 0 && back === 0,
		figure:
			`${other} of ${before.length} places were others afterwards, one next door was ${isMine ? "the same" : "another"} by its link, ` +
			`and of ${told.length} times that the waiting room was told how far it is ${back} went back`,
	};
}

/** Whether what was told later takes back what had been told before. */
function isBack(earlier: Told, later: Told): boolean {
	if (later.at - earlier.at < copiesApartMs) return false;
	return earlier.groups.some((was, i) => {
		const is = later.groups[i];
		return (
			!is ||
			is.servedBelow < was.servedBelow ||
			is.tailServed < was.tailServed ||
			(was.seed !== null && is.seed !== was.seed)
		);
	});
}
