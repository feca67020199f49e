import type { MetadataRoute } from "next";

/** Teachers may be found; bookings and desks are nobody else's business. */
export default function robots(): MetadataRoute.Robots {
	return {
		rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/b/", "/opening/*/", "/desk", "/find"] },
	};
}
