import { setTimeout as pause } from "node:timers/promises";
import type { Teacher } from "../make-school.ts";
import type { Rig } from "../rig.ts";
import type { Scene } from "./scene.ts";

/** A teacher at their desk. */
export type Desk = {
	teacher: Teacher;
	/** Saves the hours that offer these starts and no others, until it is answered; each try is in the log. Gives the status. */
	edit(isOffered: (start: string, i: number) => boolean): Promise<number>;
};

// Busy, or broken off: asked again as it was, which then is the same edit.
const again = new Set([0, 429, 502, 503, 504]);
// Teachers are no families, and are known by their handles.
const nobody = -1;

type Schedule = { id: string; name: string; version: number };

/** Signs a teacher in by the code that comes by mail, and reads which version of their hours the desk shows. */
export async function openDesk(rig: Rig, scene: Scene, teacher: Teacher): Promise<Desk> {
	const appUrl = rig.stack.env.APP_URL;
	const cookies = new Map<string, string>();
	const ask = async (method: string, path: string, body?: object) => {
		const answer = await fetch(appUrl + path, {
			...{ method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(20_000) },
			headers: {
				...(body && { origin: appUrl, "content-type": "application/json" }),
				cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
			},
		});
		for (const cookie of answer.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(name, value);
		}
		return { status: answer.status, text: await answer.text() };
	};
	const { email } = teacher;
	const since = Date.now();
	await ask("POST", "/api/sign-in-codes", { email });
	// News of bookings comes to the same address meanwhile.
	const mail = await rig.stack.mailbox.wait(email, /code/, since, 20_000);
	const code = /\b\d{6}\b/.exec(mail.text)?.[0];
	for (let tries = 0; ; tries++) {
		const { status, text } = await ask("POST", "/api/sign-ins", { email, code });
		if (status === 204) break;
		if (!again.has(status) || tries > 5) throw new Error(`a teacher could not sign in: ${status} ${text}`);
		await pause(1_000);
	}
	const rules = await ask("GET", "/api/rules");
	if (rules.status !== 200) throw new Error(`the desk did not show its rules: ${rules.status}`);
	const [{ id: schedule, name, ...usual }] = (JSON.parse(rules.text) as { schedules: [Schedule] }).schedules;
	let { version } = usual;

	return {
		teacher,
		async edit(isOffered) {
			const offers = Object.fromEntries(teacher.starts.map((start, i) => [start, isOffered(start, i)]));
			const spans = spansOf(teacher.starts.filter((start) => offers[start]));
			const body = { schedule, version, name, spans, ownDays: [] };
			for (let tries = 0; ; tries++) {
				const sent = scene.now();
				const said = await ask("PUT", "/api/schedules", body).catch(() => ({ status: 0, text: "" }));
				const heard = said.status === 0 ? null : scene.now();
				scene.note({
					...{ person: nobody, verb: "edit", due: sent, sent, heard, status: said.status },
					...{ code: /"code":"(\w+)"/.exec(said.text)?.[1] ?? null, key: `${teacher.handle} ${version}` },
					...{ slot: teacher.handle, ref: null, heldUntil: null, email: null, ticket: null, offers },
				});
				if (said.status === 200) version = (JSON.parse(said.text) as { schedule: Schedule }).schedule.version;
				if (!again.has(said.status) || tries > 20) return said.status;
				await pause(500);
			}
		},
	};
}

/** The hours of one day, in minutes after midnight, that have just these quarters of an hour. */
function spansOf(starts: string[]): { weekday: number; startsMinute: number; endsMinute: number }[] {
	const spans: ReturnType<typeof spansOf> = [];
	for (const start of starts) {
		const at = new Date(start);
		const startsMinute = at.getUTCHours() * 60 + at.getUTCMinutes();
		const last = spans.at(-1);
		if (last?.endsMinute === startsMinute) last.endsMinute += quarter;
		else spans.push({ weekday: at.getUTCDay() || 7, startsMinute, endsMinute: startsMinute + quarter });
	}
	return spans;
}

const quarter = 15;
