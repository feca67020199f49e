import { type NextRequest, NextResponse } from "next/server";
import { renewSession } from "@/lib/auth";

export function proxy(request: NextRequest) {
	return isWhole(request.nextUrl.pathname)
		? renewSession(request)
		: NextResponse.rewrite(new URL("/nothing-here", request.url));
}

// Signed-in pages only: on a public page this would cost more than the page does, and a route renews by itself, where
// the whole body would have to come before it could be refused. And addresses with an escape in them, since one that
// is cut short, such as /t/%E0, would be a 500 of Next's own.
export const config = { matcher: ["/desk/:path*", "/(.*%.*)"] };

function isWhole(path: string): boolean {
	try {
		return decodeURIComponent(path) !== "";
	} catch {
		return false;
	}
}
