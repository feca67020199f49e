import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../as-admin.ts";
import { startBookers } from "../rehearsal/bookers.ts";
import { count } from "../rehearsal/checker/finding.ts";
import type { Teacher } from "../rehearsal/make-school.ts";
import type { Server } from "../rehearsal/postgres.ts";
import type { Verdict } from "../rehearsal/run.ts";
import { idsIn, mailsDue, settleMails } from "./settle-mails.ts";
import type { Stage } from "./stage.ts";

/** As `npm run after-restore -- --sent` does, by what came to the mailbox. Some must have been in need of it. */
export async function settleBefore({ adminUrl }: Server, sent: string[]): Promise<Verdict> {
	return asAdmin(adminUrl, async (database) => {
		const { settled, known, unknown } = await settleMails(database, idsIn(sent.join("\n")));
		return {
			name: "What had gone out is known to have",
			kept: settled > 0 && unknown.length > 0,
			figure: `${count(settled)} of ${count(known)} mails would have gone again; ${count(unknown.length)} told of what is lost`,
		};
	});
}

/** Ready, people book, and the mails that were waiting go out, and none that had gone already. */
export async function bookAgain(stage: Stage, teachers: Teacher[], sentBefore: string[]): Promise<Verdict[]> {
	const { port, host, restored, deliveries } = stage;
	const ready = await fetch(`http://127.0.0.1:${port}/api/ready`);
	const said = await ready.text();
	const bookers = startBookers({ port, host, teachers, people: 6, seed: 2 });
	await pause(4_000);
	const { ends, strange } = await bookers.stop();
	const due = await sendWhatIsDue(stage, restored);
	const after = deliveries.slice(sentBefore.length).map(({ messageId }) => messageId);
	const twice = after.filter((id) => sentBefore.includes(id));
	const booked = (ends.booked ?? 0) + (ends.moved ?? 0) + (ends.cancelled ?? 0);
	return [
		{ name: "The app is ready on it", kept: ready.status === 200, figure: `${ready.status} ${said}` },
		{
			name: "People book on it",
			kept: booked > 0 && strange.length === 0,
			figure: Object.entries(ends)
				.map(([end, n]) => `${n} ${end}`)
				.join(", "),
		},
		{
			name: "No mail is sent twice, and none is kept back",
			kept: twice.length === 0 && after.length > 0 && due === 0,
			figure: `${count(after.length)} went out since, ${count(twice.length)} of them a second time`,
		},
	];
}

/** As a cron does, until nothing is due, for half a minute at most; gives how many mails still are. */
export async function sendWhatIsDue({ port, cronSecret }: Stage, { adminUrl }: Server): Promise<number> {
	const headers = { authorization: `Bearer ${cronSecret}` };
	for (const deadline = Date.now() + 30_000; ; await pause(200)) {
		const due = await asAdmin(adminUrl, mailsDue);
		if (due === 0 || Date.now() > deadline) return due;
		await fetch(`http://127.0.0.1:${port}/api/mail-deliveries`, { headers }).then((answer) => answer.text());
	}
}
