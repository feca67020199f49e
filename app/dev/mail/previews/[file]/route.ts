import { env } from "@/lib/env";
import { handle } from "@/lib/http";
import { previewFile } from "@/lib/mail/previews/previews";
import { Refusal } from "@/lib/refusal";
import { uncached } from "@/lib/uncached";

type Context = { params: Promise<{ file: string }> };

export const GET = handle<Context>(async (_request, { params }) => {
	const preview = env().MAILBOX_URL ? previewFile((await params).file) : undefined;
	if (!preview) throw new Refusal("NTFND");
	return new Response(preview.body, {
		headers: { "Content-Type": preview.type, ...uncached },
	});
});
