import type { Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import type { Group, Opening, Ticket } from "../opening.ts";
import { outcomeOf } from "../outcome.ts";
import { rankBy, sha256 } from "../rank.ts";

/** The draw, computed anew: the seed is the one promised, the list the one told, and each place the one that they give. */
export function findDraw(story: Story, opening: Opening, promises: string[]): Finding {
	const broken = opening.groups.flatMap((group) => {
		const tickets = [...opening.tickets.values()].filter((ticket) => ticket.group === group.position);
		return [...faultsOfDraw(group, tickets), ...faultsOfTail(group, tickets)];
	});
	for (const [i, { seed }] of opening.groups.entries())
		if (promises[i] !== undefined && sha256(seed).toString("hex") !== promises[i])
			broken.push(`group ${i + 1}'s seed is not the one promised before its bell`);
	broken.push(...faultsOfJoins(story, opening));
	return {
		name: "The order is the draw's",
		looked: `${count(opening.tickets.size)} places in ${count(opening.groups.length)} groups, ${count(promises.length)} seeds promised before`,
		broken,
	};
}

function faultsOfDraw(group: Group, tickets: Ticket[]): string[] {
	const broken: string[] = [];
	const name = `group ${group.position + 1}`;
	const drawn = tickets.filter(({ rank }) => rank !== null);
	if (!sha256(group.seed).equals(group.commitment)) broken.push(`${name}'s seed is not the one it promises`);
	for (const { id, rank, joinedAt } of drawn) {
		if (rank !== rankBy(group.seed, id))
			broken.push(`${id} has rank ${rank} instead of ${rankBy(group.seed, id)}`);
		if (joinedAt >= group.opensAt)
			broken.push(`${id} is drawn and came at ${clock(joinedAt)}, after the bell`);
	}
	if (group.drawnAt === null) return broken;
	if (group.drawnAt < group.opensAt)
		broken.push(`${name} was drawn at ${clock(group.drawnAt)}, before its bell`);
	const list = drawn
		.map(({ id }) => id)
		.sort()
		.join("\n");
	if (group.drawnCount !== drawn.length || !group.ticketsHash?.equals(sha256(list)))
		broken.push(
			`${name} was drawn with ${count(group.drawnCount)} other tickets than the ${count(drawn.length)} it has`,
		);
	return broken;
}

/** Who came after the draw stands behind it, in the order of arrival, without a gap. */
function faultsOfTail(group: Group, tickets: Ticket[]): string[] {
	// They are in the order of arrival already. The last ones may have no number yet.
	const late = tickets.filter(({ rank }) => rank === null);
	const broken = late.flatMap(({ id, tailNo }, i) =>
		tailNo === null || tailNo === i + 1
			? []
			: [`${id} came as number ${i + 1} after the draw and has ${tailNo}`],
	);
	const numbered = late.filter(({ tailNo }) => tailNo !== null).length;
	if (numbered !== group.tailCount)
		broken.push(`group ${group.position + 1} counts ${group.tailCount} behind its draw and has ${numbered}`);
	return broken;
}

/** By what people know: who was told of a place has it, and who was told before the bell is in the draw. */
function faultsOfJoins({ log, toleranceMs }: Story, { tickets, groups }: Opening): string[] {
	const first = new Map<string, number>();
	for (const call of log.joins)
		if (call.ticket && call.heard && outcomeOf(call) === "done")
			first.set(call.ticket, Math.min(first.get(call.ticket) ?? call.heard, call.heard));
	return [...first].flatMap(([id, heard]) => {
		const ticket = tickets.get(id);
		if (!ticket) return [`${id}, acknowledged at ${clock(heard)}, is not there`];
		const isEarly = heard + toleranceMs < (groups[ticket.group]?.opensAt ?? 0);
		return isEarly && ticket.rank === null
			? [`${id} came at ${clock(heard)}, before the bell, and is not drawn`]
			: [];
	});
}
