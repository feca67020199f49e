import type pg from "pg";
import { count, type Finding } from "../finding.ts";
import { inScope } from "../rows.ts";

/** One mail as it came to the mailbox: the Message-ID of its head, and whom its envelope names. */
export type Delivery = { messageId: string; to: string[] };

/**
 * Each mail of the outbox came to the mailbox, once or several times, always to its own address and under one Message-ID
 * that begins with its id; and nothing else came to who booked. What tells of a booking that was cancelled before it
 * went out may stay away, and so may what tells of a move that was not the last, and a reminder that is planned for later,
 * or was not true any more. To be asked once nothing is due any more.
 */
export async function findDeliveries(
	database: pg.ClientBase,
	scope: [opening: string, teachers: string[]],
	deliveries: Delivery[],
): Promise<Finding> {
	const { rows } = await database.query<Owed>(owedQuery, scope);
	const arrived = Map.groupBy(deliveries, ({ messageId }) => idIn(messageId));
	const broken = rows.flatMap((mail) => faultOf(mail, arrived.get(mail.id) ?? []));
	const bookers = new Set(rows.filter(({ recipient }) => recipient === "booker").map(({ to }) => to));
	const known = new Set(rows.map(({ id }) => id));
	for (const { messageId, to } of deliveries)
		if (to.some((each) => bookers.has(each.toLowerCase())) && !known.has(idIn(messageId)))
			broken.push(`${messageId} came to who booked, and is no mail of the outbox`);
	const again = rows.filter(({ id }) => (arrived.get(id)?.length ?? 0) > 1).length;
	return {
		name: "Every mail arrives, each by one Message-ID",
		looked: `${count(rows.length)} mails of the outbox in ${count(deliveries.length)} that came, ${count(again)} of them more than once`,
		broken,
	};
}

type Owed = { id: string; kind: string; recipient: string; to: string; mayBeLeftOut: boolean };

function faultOf({ id, kind, recipient, to, mayBeLeftOut }: Owed, came: Delivery[]): string[] {
	const what = `${id}, ${kind} to its ${recipient},`;
	if (came.length === 0) return mayBeLeftOut ? [] : [`${what} never came`];
	const names = new Set(came.map(({ messageId }) => messageId));
	if (names.size > 1) return [`${what} came as ${[...names].join(" and ")}`];
	const isElsewhere = came.some((each) => each.to.length !== 1 || each.to[0]?.toLowerCase() !== to);
	return isElsewhere ? [`${what} came to somebody else`] : [];
}

/** What stands before the @ of a Message-ID. */
const idIn = (messageId: string) => messageId.replace(/^<|@.*$/g, "");

const owedQuery = `
	select mail.id, mail.kind::text, mail.recipient::text,
		lower(case mail.recipient when 'booker' then booking.email else teacher.email end) as to,
		case when mail.starts_at is null then mail.kind in ('confirmed', 'moved') and booking.state = 'cancelled'
				or mail.kind = 'moved' and mail.created_at < booking.moved_at
			else mail.planned_at > now() or booking.state not in ('confirmed', 'completed') or mail.starts_at <> lower(booking.during)
		end as "mayBeLeftOut"
	from app.mails mail
	join app.bookings booking on booking.id = mail.booking_id
	join app.appointments appointment on appointment.id = booking.appointment_id
	join app.appointment_types type on type.id = appointment.appointment_type_id
	join app.teachers teacher on teacher.id = type.teacher_id
	where ${inScope}`;
