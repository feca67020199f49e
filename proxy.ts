import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { renewSession } from "@/lib/auth";
import { isDecision, isSigned } from "@/lib/bookings/ref";
import { isWish } from "@/lib/mail/wish-ref";
import { isLink } from "@/lib/mine/ref";
import { isInvitation } from "@/lib/openings/ref";
import { privatePolicy } from "@/lib/page-policy.js";
import { isWait } from "@/lib/waits/ref";

export async function proxy(request: NextRequest) {
	const path = whole(request.nextUrl.pathname);
	const [, room, ref = "", invitation = "asked"] = path?.replace(/^\/embed(?=\/b\/)/, "").split("/") ?? [];
	const forged =
		(room === "b" && !isSigned(ref)) ||
		(room === "decide" && !isDecision(ref)) ||
		(room === "mails" && !isWish(ref)) ||
		(room === "mine" && ref !== "" && ref !== "erase" && !isLink(ref)) ||
		(room === "wait" && !isWait(ref)) ||
		(room === "opening" && invitation !== "asked" && !isInvitation(invitation));
	if (!room || forged) {
		return NextResponse.rewrite(new URL("/nothing-here", request.url));
	}
	const policy = isMadeForOne(path)
		? privatePolicy(randomBytes(16).toString("base64"), isEmbedded(path))
		: "";
	// The page reads its nonce there, and nobody else's is taken for it.
	request.headers.set("content-security-policy", policy);
	const response =
		room === "desk" || room === "ops" ? await renewSession(request) : NextResponse.next({ request });
	if (policy) response.headers.set("content-security-policy", policy);
	return response;
}

// What is asked here would cost a public page more than the page does, so only these come by: pages that are made for who
// asks, whose inline scripts are known by a nonce; signed-in pages, whose session may need renewing; links that are signed,
// since a page has sent its status before it knows of a forged one; and addresses with an escape in them, since one that is
// cut short, such as /t/%E0, would be a 500 of Next's own. Routes renew by themselves, where the whole body would have to come
// before it could be refused.
export const config = {
	matcher: [
		"/desk/:path*",
		"/ops/:path*",
		"/b/:path*",
		"/embed/b/:path*",
		"/decide/:path*",
		"/mails/:path*",
		"/find",
		"/mine/:path*",
		"/t/:handle/book",
		"/wait/:path*",
		"/opening/:id/:ref",
		"/(.*%.*)",
	],
};

const isEmbedded = (path = "") => path.startsWith("/embed/");

/** A page of which no two are the same; one for everybody brings its own policy: lib/page-store.js. */
function isMadeForOne(path = ""): boolean {
	// While it is written, Next runs code that it puts together in the browser.
	if (process.env.NODE_ENV !== "production") return false;
	return /^\/((desk|ops|decide|mails|mine|wait|b|embed\/b)(\/|$)|find$|opening\/[^/]+\/.|t\/[^/]+\/book$)/.test(
		path,
	);
}

/** The path in plain letters; undefined for an escape that says none. */
function whole(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}
