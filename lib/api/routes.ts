import { bookingRoutes } from "./booking-routes.ts";
import { ruleRoutes } from "./rule-routes.ts";

/** The routes that programs may count on, in the order in which they are shown. */
export const chapters = [
	{ title: "Bookings", routes: bookingRoutes },
	{ title: "Hours and types", routes: ruleRoutes },
];

export const apiRoutes = chapters.flatMap(({ routes }) => routes);
