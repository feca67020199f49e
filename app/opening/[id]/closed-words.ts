/** CLOSD where a link or a place is asked for: the words for a time that was to be booked would lead astray. */
export const closedWords = {
	over: "This opening is over: no places are given any more.",
	early: "That was too early: places are not given yet.",
	beforeBell: "That was too early: nobody comes in before bookings open.",
	unsure: "That was not open at that moment. Please try again.",
};
