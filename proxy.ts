import { type NextRequest, NextResponse } from "next/server";
import { renewSession } from "@/lib/auth";
import { isSigned } from "@/lib/bookings/ref";
import { isInvitation } from "@/lib/openings/ref";

export function proxy(request: NextRequest) {
	const path = whole(request.nextUrl.pathname);
	const [, room, ref = "", invitation = "asked"] = path?.split("/") ?? [];
	const forged =
		(room === "b" && !isSigned(ref)) ||
		(room === "opening" && invitation !== "asked" && !isInvitation(invitation));
	if (!room || forged) {
		return NextResponse.rewrite(new URL("/nothing-here", request.url));
	}
	return room === "desk" ? renewSession(request) : NextResponse.next();
}

// What is asked here would cost a public page more than the page does, so only these come by: signed-in pages, whose
// session may need renewing; links to bookings and to places, since a page has sent its status before it knows of a forged one; and
// addresses with an escape in them, since one that is cut short, such as /t/%E0, would be a 500 of Next's own. Routes
// renew by themselves, where the whole body would have to come before it could be refused.
export const config = { matcher: ["/desk/:path*", "/b/:path*", "/opening/:id/:ref", "/(.*%.*)"] };

/** The path in plain letters; undefined for an escape that says none. */
function whole(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}
