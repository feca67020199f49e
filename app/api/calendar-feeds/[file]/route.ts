import { createHash } from "node:crypto";
import { readShared } from "@/lib/calendars/read-shared";
import { SecretFile } from "@/lib/calendars/schema";
import { hashOf } from "@/lib/calendars/share-calendar";
import { handle, isKnown } from "@/lib/http";
import { limit } from "@/lib/limit";
import { uncached } from "@/lib/uncached";

type Context = { params: Promise<{ file: string }> };

// Programs ask for it by themselves, day and night, and whoever has its address has its names.
export const GET = handle<Context>(async (request, { params }) => {
	const secret = SecretFile.parse((await params).file);
	await limit("calendarFeeds", request, { account: hashOf(secret) });
	const text = await readShared(secret);
	const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
	const headers = {
		ETag: etag,
		...uncached,
		"X-Robots-Tag": "noindex, nofollow, noarchive",
	};
	if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
	return new Response(text, {
		headers: {
			...headers,
			"Content-Type": "text/calendar; charset=utf-8",
			"Content-Disposition": 'inline; filename="firstbell.ics"',
		},
	});
});
