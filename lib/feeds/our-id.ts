/** What Outlook makes of another program's UID: its own bytes, `vCal-Uid`, a one, the UID and a nought. */
const outlooks = /^040000008200E00074C5B7101A82E008[0-9A-F]*7643616C2D55696401000000((?:[0-9A-F]{2})+?)00$/i;

/**
 * The id in a UID of ours, as lib/bookings/calendar.ts and lib/calendars give it. With the teacher whose calendar this is they
 * take their time here already, and give it back when they move or are cancelled, whatever copy of them is kept elsewhere.
 */
export function ourId(uid: string, host: string): string | undefined {
	const wrapped = outlooks.exec(uid)?.[1];
	if (wrapped) return ourId(Buffer.from(wrapped, "hex").toString("latin1"), host);
	const ours =
		/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@/i.test(uid) && uid.slice(37).toLowerCase() === host;
	return ours ? uid.slice(0, 36).toLowerCase() : undefined;
}
