/** People a second that stand for no limit at all. */
export const fastest = 500;

const words: Record<string, string> = {
	steady: "All is well: the pace grows while answers stay quick.",
	slow: "Answers take longer than they should, so fewer are let in.",
	failing: "Bookings are failing, so nobody is let in until they work again.",
	"no free seats": "No seat is free, so nobody is let in for nothing.",
	"seats are few": "Few seats are left: only as many are let in as can find one.",
	"as fast as allowed": "As fast as you allow.",
};

export function paceWords(why: string): string {
	return words[why] ?? why;
}
