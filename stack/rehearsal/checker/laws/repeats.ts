import type { Call } from "../../call.ts";
import type { Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import { type Ask, heardOf } from "../log.ts";
import { bookingIn, outcomeOf } from "../outcome.ts";

/** Law 4: a key that comes again gets its first answer, the database has it so, and no two keys have one seat. */
export function findRepeats({ log, rows }: Story): Finding {
	const asks = [...log.takes, ...log.confirms, ...log.moves, ...log.extended];
	const broken: string[] = [];
	for (const { answer, calls, key } of asks) {
		if (!answer) continue;
		const other = calls.find((call) => call !== answer && isOther(call, answer));
		if (other) broken.push(`${said(answer)}, and the same key ${said(other)}`);
		const kept = rows.requests.get(key);
		if (answer.key && kept !== bookingIn(answer.ref))
			broken.push(`${said(answer)}, and the database has ${kept ?? "nothing"} for its key`);
	}
	broken.push(...shared(log.takes), ...shared(log.confirms));
	const again = asks.filter(({ calls }) => calls.length > 1).length;
	return {
		name: "A key that comes again gets its first answer",
		looked: `${count(asks.length)} keys, ${count(again)} of them sent more than once`,
		broken,
	};
}

/** Whether a call of the same key heard something else than its answer, having been sent when there was one. */
function isOther(call: Call, answer: Call): boolean {
	const outcome = outcomeOf(call);
	if (outcome === "unknown") return false;
	if (outcome === "done") return call.ref !== answer.ref || call.heldUntil !== answer.heldUntil;
	// A doorman who turns somebody away has not looked at the key.
	const isAtTheDoor = call.code === "SLOWD" || call.code === "QUEUE" || call.code === null;
	return !isAtTheDoor && call.sent >= heardOf(answer);
}

function shared(asks: Ask[]): string[] {
	const first = new Map<string, Call>();
	return asks.flatMap(({ answer }) => {
		if (!answer?.ref) return [];
		const other = first.get(answer.ref);
		if (!other) first.set(answer.ref, answer);
		return other ? [`${said(answer)}, and another key before it ${said(other)}`] : [];
	});
}

const said = ({ person, verb, status, code, ref, heard }: Call) =>
	`heard ${code ?? status} ${bookingIn(ref)?.slice(0, 8) ?? ""} at ${clock(heard)} (${verb} by person ${person})`;
