import { renewSession } from "@/lib/auth";

export const proxy = renewSession;

// Signed-in pages only: on a public page this would cost more than the page does.
export const config = { matcher: ["/desk/:path*", "/api/hours"] };
