import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { born } from "../../same-process.ts";
import type { Answer } from "../families/browser.ts";
import { clockLibrary } from "../programs.ts";
import type { Rig } from "../rig.ts";
import type { Breakage, Evidence } from "./breakage.ts";
import { codeIn, type Guest } from "./guest.ts";
import type { Scene } from "./scene.ts";
import { type Came, judgeVisits, visit } from "./visit.ts";

const offSeconds = 300;
const guests = 6;

/** The last instance is started anew with a clock that is five minutes early: before the bell, which it believes to have rung. */
export const clockEarly = wrongClock({
	...{ name: "An instance's clock is five minutes early, from before the bell on", off: offSeconds },
	beforeBell: 60,
});

/** The same with a clock that is five minutes late: after the bell, which it believes to be still to come. */
export const clockLate = wrongClock({
	...{ name: "An instance's clock is five minutes late, after the bell", off: -offSeconds },
});

function wrongClock(wish: { name: string; off: number; beforeBell?: number }): Breakage {
	const { name, off, beforeBell } = wish;
	const putOff = (rig: Rig) =>
		restart(rig, {
			LD_PRELOAD: clockLibrary(),
			FAKETIME: `${off > 0 ? "+" : ""}${off}s`,
			// Timers and deadlines go by another clock, which nobody sets.
			FAKETIME_DONT_FAKE_MONOTONIC: "1",
		});
	return {
		...{ name, beforeBell, seconds: 0, feltFor: 6, needs: clockLibrary },
		// What is to be off before the bell is so before anybody comes.
		...(beforeBell && { prepare: putOff }),
		async begin(rig, saw, scene) {
			if (!beforeBell) await putOff(rig);
			const port = Number(new URL(rig.instanceUrls.at(-1) ?? "").port);
			const { opensAt } = scene.opening;
			saw(await clockOf(scene.guest(port), off));
			const coming = come(scene, port, off > 0);
			if (beforeBell) saw(await beforeTheBell(scene, port, coming));
			await pause(Math.max(0, opensAt - scene.now()));
			const visits = coming.map(async (each, i) => visit(scene, await each, i * 10));
			saw(judgeVisits(await Promise.all(visits)));
		},
		async end(rig) {
			await restart(rig, {});
			clearShared();
		},
	};
}

/** What the library shares among processes outlives one that is killed. */
function clearShared(): void {
	for (const name of readdirSync("/dev/shm")) {
		const pid = /^(?:sem\.)?faketime_(?:sem|shm)_(\d+)$/.exec(name)?.[1];
		if (pid && born(Number(pid)) === undefined) rmSync(join("/dev/shm", name), { force: true });
	}
}

async function restart(rig: Rig, more: Record<string, string>): Promise<void> {
	const last = rig.instances.at(-1);
	last?.set(more);
	await last?.stop();
	await last?.start();
}

/** Some of the neighbours, who ask that one instance alone; the others are left for the other clock. */
function come(scene: Scene, port: number, areFirst: boolean): Promise<Came>[] {
	const { opening, invitations } = scene.neighbours.queued;
	const links = areFirst ? invitations.slice(0, guests) : invitations.slice(-guests);
	return links.map(async (link) => {
		const guest = scene.guest(port);
		return { guest, place: await guest.join(opening, link) };
	});
}

/** By how much its clock is off, by the date in an answer's head. */
async function clockOf({ browser }: Guest, wanted: number): Promise<Evidence> {
	const said = await browser.get("GET health", "api", "/api/health");
	const off = (Date.parse(/\r\ndate: ([^\r]+)/i.exec(said.head)?.[1] ?? "") - Date.now()) / 1_000;
	return { kept: Math.abs(off - wanted) < 5, figure: `its clock is off by ${Math.round(off)} s` };
}

/** All that may not be done before the bell is tried there until it rings: coming in, booking, and holding without a pass. */
async function beforeTheBell(scene: Scene, port: number, coming: Promise<Came>[]): Promise<Evidence> {
	const { opensAt } = scene.opening;
	const { belled, queued } = scene.neighbours;
	const heard: Record<string, number> = {};
	let early = 0;
	const tries = async (came: Promise<Came>, i: number): Promise<Answer> => {
		if (i % 3 === 1) return scene.guest(port).book(belled.handle, belled.starts[i] ?? "");
		const { guest, place } = await came;
		if (i % 3 === 0) return guest.enter(queued.opening, place);
		const by = { opening: queued.opening, place };
		return guest.hold(queued.teacher.handle, queued.teacher.starts[i] ?? "", by);
	};
	await Promise.all(
		coming.map(async (came, i) => {
			while (scene.now() < opensAt) {
				const code = codeIn(await tries(came, i));
				// What is answered later may have been done later.
				if (scene.now() >= opensAt) return;
				heard[code] = (heard[code] ?? 0) + 1;
				if (/^2/.test(code)) early++;
				await pause(2_000);
			}
		}),
	);
	const words = Object.entries(heard).map(([code, count]) => `${count} heard ${code}`);
	return {
		kept: early === 0 && words.length > 0,
		figure: words.length
			? `of those who tried before the bell ${words.join(", ")}, and ${early} got in`
			: "it was not up before the bell, and nothing could be tried there",
	};
}
