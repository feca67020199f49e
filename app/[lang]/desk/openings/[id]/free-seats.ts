// As many as are told.
const most = 2_000;

/** How many seats are free: "2,000+" where it may be more. */
export const freeSeats = (count: number) => `${count.toLocaleString("en-GB")}${count >= most ? "+" : ""}`;
