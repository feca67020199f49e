/** One week of a teacher's calendar. `offeredMinutes` are by the rules as they are now; what is booked is among them. */
export type FigureWeek = {
	monday: string;
	offeredMinutes: number;
	bookedMinutes: number;
	came: number;
	missed: number;
	/** Over, and nobody said who came. */
	unmarked: number;
	cancelled: number;
	coming: number;
};

export type Figures = {
	weeks: FigureWeek[];
	/** How many were booked so many days before or more, up to the next step. */
	leads: { days: number; bookings: number }[];
	/** The most booked first. */
	types: { name: string; bookings: number; minutes: number }[];
};
