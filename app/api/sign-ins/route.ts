import { signIn } from "@/lib/auth";
import { SignIn } from "@/lib/desk/schema";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const { email, code } = SignIn.parse(await body(request));
	await limit("signIns", email);
	await signIn(email, code);
	return done();
});
