import type { MetadataRoute } from "next";

/** Teachers may be found; bookings, desks and /ops are nobody else's business. */
export default function robots(): MetadataRoute.Robots {
	return {
		rules: {
			userAgent: "*",
			allow: "/",
			disallow: [
				"/api/",
				"/b/",
				"/decide/",
				"/mails/",
				"/wait/",
				"/opening/*/",
				"/embed/",
				"/desk",
				"/ops",
				"/find",
			],
		},
	};
}
