/** What both rooms say of a state, the one with a script and the one without. */
export const roomWords = {
	left: "If you need it after all, take it up again: it is no worse than it was.",
	drawing: "Places are being drawn.",
	lapsed: "Your minutes are over, and nothing is lost: come in again whenever you are ready.",
	done: "Each link is the key to a booking: to see it, or to cancel. They are in your mail, too.",
	sold_out:
		"You need not wait any longer. Should somebody cancel while this page is open, it goes on by itself.",
	ended: (school: string) => `Nothing can be booked here any more. For questions, please ask ${school}.`,
	released: "What is left can be booked by everybody, without a link and without a turn.",
};
