import { fieldsOf, handle, ok, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { saveMailWish } from "@/lib/mail/mail-wish";
import { readWish } from "@/lib/mail/wish-ref";
import { OneClick } from "@/lib/mail/wish-schema";

type Context = { params: Promise<{ ref: string }> };

// What a mail's List-Unsubscribe names. A provider that is asked to unsubscribe posts here with neither Origin nor cookie
// (RFC 8058): the signed reference alone is the right to it, and there is nothing else that it can do.
export const POST = handle<Context>(async (request, { params }) => {
	const { ref } = await params;
	OneClick.parse(await fieldsOf(request));
	await limit("unsubscriptions", request);
	await saveMailWish(ref, false);
	return ok({ reminders: "off" });
});

// A reader of mail that opens it instead is led to where one can choose. Looking changes nothing.
export const GET = handle<Context>(async (_request, { params }) => {
	const { ref } = await params;
	readWish(ref);
	return seeOther(`/mails/${ref}`);
});
