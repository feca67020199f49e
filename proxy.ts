import { type NextRequest, NextResponse } from "next/server";
import { renewSession } from "@/lib/auth";
import { isSigned } from "@/lib/bookings/ref";

export function proxy(request: NextRequest) {
	const path = whole(request.nextUrl.pathname);
	const [, room, ref = ""] = path?.split("/") ?? [];
	if (!room || (room === "b" && !isSigned(ref))) {
		return NextResponse.rewrite(new URL("/nothing-here", request.url));
	}
	return room === "desk" ? renewSession(request) : NextResponse.next();
}

// What is asked here would cost a public page more than the page does, so only these come by: signed-in pages, whose
// session may need renewing; links to bookings, since a page has sent its status before it knows of a forged one; and
// addresses with an escape in them, since one that is cut short, such as /t/%E0, would be a 500 of Next's own. Routes
// renew by themselves, where the whole body would have to come before it could be refused.
export const config = { matcher: ["/desk/:path*", "/b/:path*", "/(.*%.*)"] };

/** The path in plain letters; undefined for an escape that says none. */
function whole(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}
