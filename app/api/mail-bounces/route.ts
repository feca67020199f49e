import { done, handle, operator, read } from "@/lib/http";
import { bounceMail } from "@/lib/mail/bounce-mail";
import { BounceMail } from "@/lib/mail/wish-schema";

// What a provider of mail reports after it took one: docs/operating.md says how it comes here.
export const POST = handle(async (request) => {
	operator(request);
	await bounceMail(BounceMail.parse(await read(request, 64 * 1024)));
	return done();
});
