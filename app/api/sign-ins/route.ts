import { signIn } from "@/lib/auth";
import { SignIn } from "@/lib/desk/schema";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { codeAskedBy, rememberSignedIn } from "@/lib/visitor";

export const POST = handle(async (request) => {
	const { email, code } = SignIn.parse(await body(request));
	const here = codeAskedBy(request, email) !== undefined;
	await limit(here ? "signIns" : "signInsElsewhere", request, { address: email });
	await signIn(email, code);
	rememberSignedIn(email);
	return done();
});
