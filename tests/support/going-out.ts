import { call } from "./verbs.ts";

type Askable = Parameters<typeof call>[0];

export type GoneOut = {
	id: string;
	kind: string;
	recipient: string;
	booking: {
		booking_id: string;
		starts_at: string;
		moved_from: string | null;
		told_start: string | null;
		known_start: string | null;
		move_message: string | null;
	};
};

/** Takes all mails of one kind that wait, and leaves all others waiting. They are not marked yet. */
export async function takeKind(on: Askable, kind: string): Promise<GoneOut[]> {
	await on.query(
		`update app.mails set due_at = case when kind = $1 then now() else now() + interval '1 hour' end
		where sent_at is null and failed_at is null`,
		[kind],
	);
	return call<GoneOut[]>(on, "take_mails", 100, 60, true);
}

/** The same, and they have gone: or have failed, for `why`, and are tried again. Gives those to bookers. */
export async function sendKind(on: Askable, kind: string, why: string | null = null): Promise<GoneOut[]> {
	const mails = await takeKind(on, kind);
	for (const { id } of mails) await call(on, "mark_mail", id, why);
	return mails.filter(({ recipient }) => recipient === "booker");
}

/** From which time to which a mail leads. */
export const fromTo = ({ booking: { told_start, moved_from, starts_at } }: GoneOut) =>
	[told_start ?? moved_from, starts_at].map((at) => at && new Date(at).toISOString());
